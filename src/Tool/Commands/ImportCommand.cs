using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Reads studies from lines of JSON.</summary>
/// <param name="services">What commands get.</param>
[Command("import", Description = "Read studies from the lines that export wrote; all or nothing")]
[Example("import digits.jsonl --storage sqlite:///studies.db", "the storage is made where it is not there")]
[Example("import digits.jsonl --as digits-again", "under another name, where the name is taken")]
[ExitCodes("the studies are there now", "a line is wrong (its number is said) or a name is taken; nothing was written")]
internal sealed class ImportCommand(ToolServices services) : StoredCommand(services)
{
    /// <summary>Gets the file.</summary>
    [Argument(0, "FILE", "The file (default, or a dash: standard input)")]
    public string? Source { get; }

    /// <summary>Gets the new name.</summary>
    [Option("--as <NAME>", Description = "The name for the only study of the file")]
    public string? Name { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (Source is null && Terminal.IsInteractive)
        {
            throw new UsageException("An import needs lines, but no file is given. Write for example: dotnet hyper import digits.jsonl");
        }

        using var file = Source is null or "-" ? null : OpenFile(Source);
        using var storage = place.OpenOrCreate(Services.Time);
        var (studies, trials) = StudyLines.Import(storage, file ?? Terminal.In, Name);
        Terminal.Say($"hyper: imported {(studies == 1 ? "1 study" : $"{studies} studies")} with {CostText.Count(trials, "trial")} into {storage.DisplayUrl}");
        return ExitCode.Done;
    }

    private StreamReader OpenFile(string source)
    {
        var path = Path.GetFullPath(source, Services.Environment.CurrentDirectory);
        return File.Exists(path) ? new StreamReader(path) : throw new UsageException($"There is no file {Terminal.Clean(path)}. Check the path.");
    }
}
