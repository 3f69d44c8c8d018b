using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Switches of the libraries that libtorch computes with.</summary>
    public static class backends
    {
        /// <summary>CUDA's matrix library.</summary>
        public static class cuda
        {
            /// <summary>Matrix products.</summary>
            public static class matmul
            {
                /// <summary>Gets or sets a value indicating whether 32-bit products may be rounded to TF32: faster, with 10 bits of mantissa.</summary>
                /// <value>The default is libtorch's: false.</value>
                public static bool allow_tf32
                {
                    get => IsAllowed(0);
                    set => Native.Check(Native.SetAllowTf32(0, value ? 1 : 0), nameof(allow_tf32));
                }
            }
        }

        /// <summary>CUDA's library of convolutions.</summary>
        public static class cudnn
        {
            /// <summary>Gets or sets a value indicating whether 32-bit convolutions may be rounded to TF32.</summary>
            /// <value>The default is libtorch's: true.</value>
            public static bool allow_tf32
            {
                get => IsAllowed(1);
                set => Native.Check(Native.SetAllowTf32(1, value ? 1 : 0), nameof(allow_tf32));
            }
        }

        private static bool IsAllowed(int cudnn)
        {
            Native.Check(Native.AllowTf32(cudnn, out var value), "allow_tf32");
            return value != 0;
        }
    }
}
