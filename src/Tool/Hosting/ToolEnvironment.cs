namespace HyperScaffold.Tool.Hosting;

/// <summary>What commands may know of the machine: an argument, so that tests choose it.</summary>
/// <param name="CurrentDirectory">The folder that relative paths start from.</param>
/// <param name="Variable">Reads an environment variable; null where it is not set.</param>
internal sealed record ToolEnvironment(string CurrentDirectory, Func<string, string?> Variable)
{
    /// <summary>Gets the processors of the machine.</summary>
    /// <value>The default is what this process may use.</value>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>The environment of this process.</summary>
    /// <returns>The environment.</returns>
    public static ToolEnvironment OfProcess() => new(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable);

    /// <summary>Tells whether a variable is set to anything but nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is set.</returns>
    public bool Has(string name) => !string.IsNullOrEmpty(Variable(name));
}
