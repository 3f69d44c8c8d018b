namespace HyperScaffold.Torch.Interop;

/// <content>What generated methods make of arguments that a caller may leave out.</content>
public readonly partial struct Arg
{
    internal static Arg OrNone(double? value) => value is { } given ? given : None;

    internal static Arg OrNone(bool? value) => value is { } given ? given : None;

    internal static Arg OrNone(Tensors.Scalar? value) => value is { } given ? given : None;

    internal static Arg OrDefault(torch.Tensor? value) => value is null ? Default : value;

    internal static Arg OrDefault(long? value) => value is { } given ? given : Default;

    internal static Arg OrDefault(double? value) => value is { } given ? given : Default;

    internal static Arg OrDefault(bool? value) => value is { } given ? given : Default;

    internal static Arg OrDefault(Tensors.Scalar? value) => value is { } given ? given : Default;

    internal static Arg OrDefault(torch.ScalarType? value) => value is { } given ? (long)given : Default;

    internal static Arg OrDefault(torch.Device? value) => value is null ? Default : value;

    internal static Arg OrDefault(string? value) => value is null ? Default : value;

    internal static Arg OrDefault(long[]? value) => value is null ? Default : value;

    internal static Arg OrDefault(double[]? value) => value is null ? Default : value;

    internal static Arg OrDefault(Tensors.TensorList? value) => value is { } given ? given : Default;

    internal static Arg OrDefault(Fusing.RandomStream? value) => value is null ? Default : new Arg(ArgKind.Generator, value.Handle, value);
}
