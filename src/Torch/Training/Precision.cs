namespace HyperScaffold.Torch.Training;

/// <summary>In what products and convolutions are computed while training; weights always have 32 bits.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>16 bits with the range of 32: needs no scaling of the loss. On the CPU it pays only where the processor has such instructions.</summary>
    BFloat16,

    /// <summary>16 bits, on CUDA only; the loss is scaled so that small gradients do not vanish.</summary>
    Float16,
}
