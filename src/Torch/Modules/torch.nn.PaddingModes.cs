namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is laid around the input of a convolution.</summary>
        public enum PaddingModes
        {
            /// <summary>Zeros.</summary>
            Zeros = 0,

            /// <summary>The input, mirrored at its border.</summary>
            Reflect = 1,

            /// <summary>The input's border.</summary>
            Replicate = 2,

            /// <summary>The input's other end.</summary>
            Circular = 3,
        }
    }
}
