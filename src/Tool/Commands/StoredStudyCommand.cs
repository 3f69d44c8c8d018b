using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that works on one study of a storage and shows it in a format.</summary>
/// <param name="services">What commands get.</param>
internal abstract class StoredStudyCommand(ToolServices services) : StoredViewCommand(services)
{
    /// <summary>Gets the study's name as an argument.</summary>
    [Argument(0, "STUDY", "The study's name")]
    public string? Study { get; }

    /// <summary>Gets the study's name as an option, for names that begin with a dash.</summary>
    [Option("--study-name <NAME>", Description = "The study's name, as an option (for one that begins with a dash)")]
    public string? StudyOption { get; }

    /// <summary>Gets the name that was given, or null.</summary>
    protected string? StudyName => StudyOption ?? Study;

    /// <summary>The name, where there must be one.</summary>
    /// <param name="example">A command that names one.</param>
    /// <returns>The name.</returns>
    /// <exception cref="UsageException">None was given.</exception>
    protected string RequireName(string example) => StudyName is { Length: > 0 } name
        ? name
        : throw new UsageException($"A study has a name, but none is given. Write for example: dotnet hyper {example}");
}
