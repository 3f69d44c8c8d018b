namespace HyperScaffold.Tool.Hosting;

/// <summary>An example in a command's help.</summary>
/// <param name="command">What to type, without <c>dotnet hyper</c>.</param>
/// <param name="meaning">What it does.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class ExampleAttribute(string command, string meaning) : Attribute
{
    /// <summary>Gets what to type.</summary>
    public string Command { get; } = command;

    /// <summary>Gets what it does.</summary>
    public string Meaning { get; } = meaning;
}
