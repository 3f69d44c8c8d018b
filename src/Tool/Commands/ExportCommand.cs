using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Writes studies as lines of JSON.</summary>
/// <param name="services">What commands get.</param>
[Command("export", Description = "Write studies as lines of JSON without loss: one for a study, then one for each of its trials")]
[Example("export digits > digits.jsonl", "one study")]
[Example("export --out all.jsonl --storage sqlite:///studies.db", "all studies of a storage")]
[Example("export digits | dotnet hyper import --storage postgresql://USER@HOST/DB", "from one storage to another")]
[ExitCodes("the studies were written", "the storage cannot be used")]
internal sealed class ExportCommand(ToolServices services) : StoredCommand(services)
{
    /// <summary>Gets the names.</summary>
    [Argument(0, "STUDY", "The studies' names (default: all studies)")]
    public string[] Studies { get; } = [];

    /// <summary>Gets the file to write.</summary>
    [Option("-o|--out <FILE>", Description = "Write to this file (default: standard output)")]
    public string? Out { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        using var storage = place.Open(Services.Time);
        var studies = Studies is { Length: > 0 } names ? names.Select(n => FindStudy(storage, place, n)).ToList() : storage.ListStudies();
        using var text = new StringWriter { NewLine = "\n" };
        var trials = 0;
        foreach (var study in studies)
        {
            trials += StudyLines.Export(storage, study, text);
            if (Out is null)
            {
                Terminal.Out.Write(text.ToString());
                text.GetStringBuilder().Clear();
            }
        }

        if (Out is not null)
        {
            AtomicFile.Write(Path.GetFullPath(Out, Services.Environment.CurrentDirectory), text.ToString());
        }

        Terminal.Say($"hyper: exported {(studies.Count == 1 ? "1 study" : $"{studies.Count} studies")} with {CostText.Count(trials, "trial")} from {storage.DisplayUrl}");
        return ExitCode.Done;
    }
}
