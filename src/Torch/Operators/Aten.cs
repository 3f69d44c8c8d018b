namespace HyperScaffold.Torch.Operators;

/// <summary>
/// The operators of libtorch as C# methods, generated from the schemas that libtorch reports for the names in
/// <c>operators.txt</c>. Arguments have the schema's names and order, those with a default last. Null leaves one out:
/// then the default of the libtorch in use counts. Where another libtorch has more arguments, or the same in another
/// order, they are found by name and the new ones get their defaults; where it lacks one, leaving it out still works
/// (<see cref="Interop.Operator(string, string)"/>). A method that works in place returns the tensor that it changed.
/// </summary>
internal static partial class Aten;
