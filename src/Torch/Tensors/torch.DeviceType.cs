namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>The kinds of devices; the numbers are libtorch's.</summary>
    public enum DeviceType
    {
        /// <summary>The processor.</summary>
        CPU = 0,

        /// <summary>An NVIDIA GPU, or an AMD one through ROCm.</summary>
        CUDA = 1,

        /// <summary>A tensor without memory.</summary>
        META = 14,
    }
}
