using System.Collections.Immutable;
using System.Text.Json;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Where searches of an experiment ended so far, kept in a file, so that an interrupted experiment goes on also where its trainings are gone.</summary>
/// <param name="path">The file; null to keep nothing.</param>
/// <param name="project">The mark of the project's files and of the experiment's design.</param>
/// <param name="isQuick">True for searches with fewer trials.</param>
internal sealed class SearchEnds(string? path, string project, bool isQuick)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ArmEnd> _ends = Read(path, project, isQuick);

    /// <summary>Gets ends that nobody keeps.</summary>
    public static SearchEnds None => new(null, string.Empty, false);

    /// <summary>Finds where a search ended.</summary>
    /// <param name="arm">The arm's name.</param>
    /// <param name="seed">Its seed.</param>
    /// <returns>The end, or null.</returns>
    public ArmEnd? Find(string arm, int seed)
    {
        lock (_gate)
        {
            return _ends.GetValueOrDefault(KeyOf(arm, seed));
        }
    }

    /// <summary>Keeps where a search ended.</summary>
    /// <param name="arm">The arm's name.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="end">The end.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(string arm, int seed, ArmEnd end)
    {
        if (path is null)
        {
            return;
        }

        lock (_gate)
        {
            _ends[KeyOf(arm, seed)] = end;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, JsonSerializer.Serialize(new { Project = project, Quick = isQuick, Ends = _ends }, JsonText.Pretty) + "\n");
        }
    }

    /// <summary>Forgets all: the experiment is over.</summary>
    public void Clear()
    {
        if (path is not null)
        {
            File.Delete(path);
        }
    }

    private static string KeyOf(string arm, int seed) => FormattableString.Invariant($"{arm}, seed {seed}");

    private static SortedDictionary<string, ArmEnd> Read(string? path, string project, bool isQuick)
    {
        var ends = new SortedDictionary<string, ArmEnd>(StringComparer.Ordinal);
        if (path is null || !File.Exists(path))
        {
            return ends;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        if (json.RootElement.GetProperty("project").GetString() == project && json.RootElement.GetProperty("quick").GetBoolean() == isQuick)
        {
            foreach (var end in json.RootElement.GetProperty("ends").EnumerateObject())
            {
                int Number(string name) => end.Value.GetProperty(name).GetInt32();
                var winner = PythonJson.ReadObject(end.Value.GetProperty("winner").GetRawText()).ToImmutableSortedDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
                JsonElement? Known(string name) => end.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value : null;
                ends[end.Name] = new ArmEnd(winner, Number("trials"), Number("epochs"), Number("confirm_epochs"))
                {
                    Seen = Known("seen")?.GetDouble(),
                    Length = Known("length")?.GetInt32(),
                    Rule = end.Value.TryGetProperty("rule", out var rule) ? rule.GetString() : null,
                    Spoke = end.Value.TryGetProperty("spoke", out var spoke) && spoke.GetBoolean(),
                };
            }
        }

        return ends;
    }
}
