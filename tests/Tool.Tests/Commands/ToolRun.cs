using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Tests.Commands;

/// <summary>Runs a command line in memory.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">What went to standard output.</param>
/// <param name="Error">What went to standard error.</param>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    /// <summary>Runs the tool in a folder.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What it answered.</returns>
    public static ToolRun In(string folder, params string[] args) => In(folder, new Dictionary<string, string>(), args);

    /// <summary>Runs the tool in a folder with environment variables.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="variables">The environment variables.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What it answered.</returns>
    public static ToolRun In(string folder, IReadOnlyDictionary<string, string> variables, params string[] args) => Run(folder, variables, answers: null, args);

    /// <summary>Runs the tool in a folder as if a person sat before it.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="answers">What the person types.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>What it answered.</returns>
    public static ToolRun OnTerminal(string folder, string answers, params string[] args) => Run(folder, new Dictionary<string, string>(), answers, args);

    private static ToolRun Run(string folder, IReadOnlyDictionary<string, string> variables, string? answers, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(answers ?? string.Empty);
        using var shutdown = new ShutdownToken();
        var environment = new ToolEnvironment(folder, variables.GetValueOrDefault) { Processors = 2 };
        var terminal = new Terminal(output, error, input, isInteractive: answers is not null, environment);
        var code = ToolApplication.Run(args, new ToolServices(environment, terminal, shutdown, TimeProvider.System));
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
