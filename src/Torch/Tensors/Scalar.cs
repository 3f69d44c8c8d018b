using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tensors;

/// <summary>A number that an operator takes beside tensors. Made by implicit conversion.</summary>
public readonly struct Scalar
{
    private readonly ArgKind _kind;
    private readonly long _integer;
    private readonly double _real;

    private Scalar(ArgKind kind, long integer, double real) => (_kind, _integer, _real) = (kind, integer, real);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(int value) => new(ArgKind.Int, value, 0);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(long value) => new(ArgKind.Int, value, 0);

    /// <summary>A floating-point number.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(float value) => new(ArgKind.Double, 0, value);

    /// <summary>A floating-point number.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(double value) => new(ArgKind.Double, 0, value);

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(bool value) => new(ArgKind.Bool, value ? 1 : 0, 0);

    internal Arg ToArg() => _kind switch
    {
        ArgKind.Double => _real,
        ArgKind.Bool => _integer != 0,
        _ => _integer,
    };
}
