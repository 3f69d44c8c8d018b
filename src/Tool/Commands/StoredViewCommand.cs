using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that shows something of a storage in a format.</summary>
/// <param name="services">What commands get.</param>
internal abstract class StoredViewCommand(ToolServices services) : StoredCommand(services)
{
    /// <summary>Gets the word for the format.</summary>
    [Option("-f|--format <FORMAT>", Description = "table, json, yaml or csv")]
    public string? FormatWord { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "The same as --format json")]
    public bool Json { get; }

    /// <summary>Gets the format that was asked for.</summary>
    protected RecordFormat Format => FormatOf(FormatWord, Json);

    /// <summary>Gets a value indicating whether a format was asked for.</summary>
    protected bool HasFormat => FormatWord is not null || Json;
}
