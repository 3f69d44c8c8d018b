using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Makes a study.</summary>
/// <param name="services">What commands get.</param>
[Command("create", Description = "Make a study; the storage is made too where it is not there")]
[Example("study create digits --storage sqlite:///studies.db", "a study that minimizes")]
[Example("study create digits --direction maximize --skip-if-exists", "the same command may run again")]
[Example("study create digits --json", "prints the study as a record rather than its name")]
[ExitCodes("the study is there now; its name was printed", "the name is taken, or the storage cannot be used")]
internal sealed class StudyCreateCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <summary>Gets which values are better.</summary>
    [Option("--direction <WORD>", Description = "minimize or maximize (default: minimize)")]
    public string? Direction { get; }

    /// <summary>Gets a value indicating whether a study that exists is left as it is.</summary>
    [Option("--skip-if-exists", Description = "Leave a study of this name as it is, without an error")]
    public bool SkipIfExists { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var name = RequireName("study create digits --direction maximize");
        var direction = (Direction ?? "minimize").ToLowerInvariant() switch
        {
            "minimize" => StudyDirection.Minimize,
            "maximize" => StudyDirection.Maximize,
            _ => throw new UsageException($"A direction must be minimize or maximize, but got '{Terminal.Clean(Direction)}'."),
        };
        var format = Format;
        using var storage = place.OpenOrCreate(Services.Time);
        if (SkipIfExists && storage.FindStudy(name) is { } known)
        {
            if (Direction is not null && known.Direction != direction)
            {
                throw new HyperException($"A study keeps its direction, but '{Terminal.Clean(name)}' is there and is to {known.Direction.ToString().ToLowerInvariant()}. Leave --direction out, or choose another name.");
            }

            Terminal.Say($"hyper: the study '{name}' was there already, in {storage.DisplayUrl}");
        }
        else
        {
            storage.CreateStudy(name, direction);
            Terminal.Say($"hyper: made the study '{name}' ({direction.ToString().ToLowerInvariant()}) in {storage.DisplayUrl}");
        }

        if (HasFormat && storage.FindStudy(name) is { } study)
        {
            (StudyRecords.View(storage, [study]) with { IsSingle = true }).Print(Terminal, format);
            return ExitCode.Done;
        }

        Terminal.Write(name);
        return ExitCode.Done;
    }
}
