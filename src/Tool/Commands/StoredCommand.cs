using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that works on a storage, inside a project or outside; it has <c>--storage</c> and <c>--project</c>.</summary>
/// <param name="services">What commands get.</param>
internal abstract class StoredCommand(ToolServices services)
{
    /// <summary>Gets the storage's address as given.</summary>
    [Option("--storage <URL>", Description = "Where the studies lie: sqlite:///FILE or postgresql://USER@HOST/DB (default: HYPER_STORAGE, else the database of the project in this folder)")]
    public string? StorageUrl { get; }

    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets what commands get.</summary>
    protected ToolServices Services { get; } = services;

    /// <summary>Gets where to write.</summary>
    protected Terminal Terminal => Services.Terminal;

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute() => Execute(StoragePlace.Find(StorageUrl, ProjectDirectory, Services.Environment));

    /// <summary>Runs the command on its storage.</summary>
    /// <param name="place">Where the studies lie.</param>
    /// <returns>The exit code.</returns>
    protected abstract int Execute(StoragePlace place);

    /// <summary>Reads the word for a format.</summary>
    /// <param name="word">The word, or null.</param>
    /// <param name="json">True where <c>--json</c> asks for JSON.</param>
    /// <param name="otherwise">The format where nothing asks for one.</param>
    /// <returns>The format.</returns>
    /// <exception cref="UsageException">The word is unknown, or contradicts <c>--json</c>.</exception>
    protected static RecordFormat FormatOf(string? word, bool json, RecordFormat otherwise = RecordFormat.Table)
    {
        string[] known = ["table", "json", "yaml", "csv"];
        if (word is null)
        {
            return json ? RecordFormat.Json : otherwise;
        }

        var index = Array.IndexOf(known, word.ToLowerInvariant());
        if (index < 0 || (json && index != (int)RecordFormat.Json))
        {
            throw new UsageException(index < 0
                ? $"A format must be table, json, yaml or csv, but got '{Terminal.Clean(word)}'{Spelling.DidYouMean(word, known)}"
                : $"One format at a time is printed, but --json and --format {word} are given. Leave one out.");
        }

        return (RecordFormat)index;
    }

    /// <summary>Finds a study by name; without a name, the project's newest one or the only one there is.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="name">The name, or null.</param>
    /// <returns>The study.</returns>
    /// <exception cref="UsageException">There is no such study, or no way to tell which one is meant.</exception>
    protected static StudyRecord FindStudy(IStorage storage, StoragePlace place, string? name)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(place);
        name ??= place.Project?.LoadDecisions().Decisions.LastOrDefault(d => d.Study is { Length: > 0 } study && storage.FindStudy(study) is not null)?.Study;
        if (name is not null && storage.FindStudy(name) is { } study)
        {
            return study;
        }

        var names = storage.ListStudies().Select(s => s.Name).ToList();
        return (name, names) switch
        {
            (null, [var only]) => storage.FindStudy(only) ?? throw Unknown(only, names, storage.DisplayUrl),
            (null, []) => throw new UsageException($"There is no study in {storage.DisplayUrl} yet. Make one: dotnet hyper study create NAME"),
            (null, _) => throw new UsageException($"A study must be named where {storage.DisplayUrl} holds {names.Count}. Choose one of: {Several(names)}."),
            _ => throw Unknown(name, names, storage.DisplayUrl),
        };
    }

    private static UsageException Unknown(string name, List<string> names, string url) => new(
        $"There is no study '{Terminal.Clean(name)}' in {url}{Spelling.DidYouMean(name, names)} {(names.Count == 0 ? "It holds none yet." : $"It holds: {Several(names)}.")}");

    private static string Several(List<string> names)
    {
        const int Most = 10;
        return string.Join(", ", names.Take(Most).Select(n => $"'{Terminal.Clean(n)}'")) + (names.Count > Most ? $" and {names.Count - Most} more" : string.Empty);
    }
}
