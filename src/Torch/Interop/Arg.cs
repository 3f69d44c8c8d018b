namespace HyperScaffold.Torch.Interop;

/// <summary>One argument of an operator. Made by implicit conversion, on the stack: a call allocates nothing.</summary>
public readonly partial struct Arg
{
    private Arg(ArgKind kind, long bits, object? owner) => (Kind, Bits, Owner) = (kind, bits, owner);

    /// <summary>Gets the argument that stands for the schema's default.</summary>
    public static Arg Default => new(ArgKind.Default, 0, null);

    /// <summary>Gets the argument that stands for no value.</summary>
    public static Arg None => default;

    /// <summary>Gets what it is.</summary>
    public ArgKind Kind { get; }

    internal long Bits { get; }

    // kept so that the tensor behind a pointer cannot be collected during the call
    internal object? Owner { get; }

    internal Fusing.MemberSet? Members => Kind switch
    {
        ArgKind.Tensor => ((torch.Tensor?)Owner)?.Members,
        ArgKind.TensorList => FirstMembers((torch.Tensor[])Owner!),
        _ => null,
    };

    internal int ListLength => Owner switch { Array array => array.Length, _ => 0 };

    /// <summary>A tensor; null becomes no value.</summary>
    /// <param name="value">The tensor.</param>
    public static implicit operator Arg(torch.Tensor? value) =>
        value is null ? default : new Arg(ArgKind.Tensor, value.Handle, value);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(long value) => new(ArgKind.Int, value, null);

    /// <summary>An integer or no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);

    /// <summary>A double.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(double value) => new(ArgKind.Double, BitConverter.DoubleToInt64Bits(value), null);

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(bool value) => new(ArgKind.Bool, value ? 1 : 0, null);

    /// <summary>A number of any kind.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(Tensors.Scalar value) => value.ToArg();

    /// <summary>An element type; null becomes no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(torch.ScalarType? value) => value is { } v ? (long)v : default(Arg);

    /// <summary>A device; null becomes no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(torch.Device? value) => value is null ? default : value.ToString();

    /// <summary>A text; null becomes no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(string? value) =>
        value is null ? default : new Arg(ArgKind.Text, 0, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A list of integers; null becomes no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(long[]? value) => value is null ? default : new Arg(ArgKind.IntList, 0, value);

    /// <summary>A list of numbers; null becomes no value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(double[]? value) => value is null ? default : new Arg(ArgKind.DoubleList, 0, value);

    /// <summary>A list of tensors, which must not be null.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg(torch.Tensor[] value) => new(ArgKind.TensorList, 0, value);

    /// <summary>The gradient of a tensor that has one, without a wrapper.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The argument.</returns>
    public static Arg GradientOf(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new Arg(ArgKind.Grad, tensor.Handle, tensor);
    }

    /// <summary>The gradients of tensors that all have one, without a wrapper for each.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The argument.</returns>
    public static Arg GradientsOf(torch.Tensor[] tensors) => new(ArgKind.GradList, 0, tensors);

    private static Fusing.MemberSet? FirstMembers(torch.Tensor?[] tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor?.Members is { } members)
            {
                return members;
            }
        }

        return null;
    }
}
