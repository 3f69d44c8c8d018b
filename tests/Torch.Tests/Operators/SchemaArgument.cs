namespace HyperScaffold.Torch.Tests.Operators;

/// <summary>An argument or a result of an operator.</summary>
/// <param name="Type">Its type without aliases and lengths, such as <c>int[]?</c>; a SymInt is an int.</param>
/// <param name="Name">Its name; empty for a result without one.</param>
/// <param name="Default">Its default as libtorch writes it; null where a caller must give it.</param>
/// <param name="IsWritten">True when the operator changes it.</param>
internal sealed record SchemaArgument(string Type, string Name, string? Default, bool IsWritten)
{
    internal bool IsRequired => Default is null;

    internal bool IsOptional => Type.EndsWith('?');
}
