namespace HyperScaffold.Torch.Interop;

/// <summary>The kinds of values that cross the border; the numbers are the shim's.</summary>
public enum ArgKind
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary>A tensor.</summary>
    Tensor = 1,

    /// <summary>A 64-bit integer; element types and reductions too.</summary>
    Int = 2,

    /// <summary>A double.</summary>
    Double = 3,

    /// <summary>A truth value.</summary>
    Bool = 4,

    /// <summary>A list of integers.</summary>
    IntList = 5,

    /// <summary>A list of tensors.</summary>
    TensorList = 6,

    /// <summary>A text, or the name of a device.</summary>
    Text = 7,

    /// <summary>The default that the operator's schema gives.</summary>
    Default = 8,

    /// <summary>A list of the gradients of tensors.</summary>
    GradList = 9,

    /// <summary>The gradient of a tensor.</summary>
    Grad = 10,

    /// <summary>A source of random numbers.</summary>
    Generator = 11,

    /// <summary>A list of numbers.</summary>
    DoubleList = 12,
}
