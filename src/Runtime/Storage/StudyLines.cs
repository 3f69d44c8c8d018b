using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>
/// Writes studies as lines of JSON and reads them back, without loss: one line for a study, then one for each of its
/// trials. A trial that runs is written as one that waits, since nobody runs it elsewhere.
/// </summary>
public static class StudyLines
{
    internal const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Writes a study with its trials.</summary>
    /// <param name="storage">Where it lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="output">Where the lines go.</param>
    /// <returns>How many trials were written.</returns>
    public static int Export(IStorage storage, StudyRecord study, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(output);
        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        output.WriteLine(PythonJson.Write(new Dictionary<string, object?>
        {
            ["study"] = study.Name,
            ["direction"] = study.Direction == StudyDirection.Maximize ? "maximize" : "minimize",
            ["trials"] = trials.Count,
            ["user_attrs"] = Decoded(study.UserAttributes),
            ["system_attrs"] = Decoded(study.SystemAttributes),
        }));
        foreach (var trial in trials)
        {
            output.WriteLine(PythonJson.Write(Members(trial.State == TrialState.Running ? StorageAttributes.HandBack(trial) : trial)));
        }

        return trials.Count;
    }

    /// <summary>Reads studies with their trials. All lines are read and checked before the first is written; where writing fails, what was written is deleted.</summary>
    /// <param name="storage">Where they go; their names must be new there.</param>
    /// <param name="input">The lines.</param>
    /// <returns>How many studies and trials were read.</returns>
    /// <exception cref="HyperException">A line is wrong or missing, and its number is said; or a name is taken. Nothing was written then.</exception>
    public static (int Studies, int Trials) Import(IStorage storage, TextReader input) => Import(storage, input, null);

    /// <summary>Reads studies with their trials, one of them perhaps under another name; otherwise as <see cref="Import(IStorage, TextReader)"/>.</summary>
    /// <param name="storage">Where they go; their names must be new there.</param>
    /// <param name="input">The lines.</param>
    /// <param name="name">The name for the only study; null keeps the names.</param>
    /// <returns>How many studies and trials were read.</returns>
    /// <exception cref="HyperException">A line is wrong or missing, a name is taken, or there are several studies for one name. Nothing was written then.</exception>
    public static (int Studies, int Trials) Import(IStorage storage, TextReader input, string? name)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(input);
        var studies = StudyLineReader.Read(input);
        if (name is not null)
        {
            studies = studies is [var only]
                ? [only with { Name = name }]
                : throw new HyperException($"One name fits one study, but the lines hold {studies.Count}. Leave the name out, or export one study.");
        }

        foreach (var study in studies.Where(s => storage.FindStudy(s.Name) is not null))
        {
            throw StudyLineReader.Wrong(study.Line, StorageErrors.StudyExists(study.Name, storage.DisplayUrl).Message);
        }

        Write(storage, studies);
        return (studies.Count, studies.Sum(s => s.Trials.Count));
    }

    // half a study would be taken for a whole one
    private static void Write(IStorage storage, IReadOnlyList<StudyDraft> studies)
    {
        var written = new List<long>();
        try
        {
            foreach (var draft in studies)
            {
                var id = storage.CreateStudy(draft.Name, draft.Direction).Id;
                written.Add(id);
                draft.UserAttributes.ToList().ForEach(a => storage.SetStudyAttribute(id, a.Key, a.Value));
                draft.SystemAttributes.ToList().ForEach(a => storage.SetStudyAttribute(id, a.Key, a.Value, system: true));
                draft.Trials.ForEach(t => storage.Add(id, t));
            }
        }
        catch
        {
            written.ForEach(storage.DeleteStudy);
            throw;
        }
    }

    private static Dictionary<string, object?> Members(FrozenTrial trial) => new(StringComparer.Ordinal)
    {
        ["trial"] = trial.Number,
        ["state"] = trial.State.ToString().ToLowerInvariant(),
        ["value"] = trial.Value,
        ["params"] = trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(
            p => p.Key,
            p => (object?)new Dictionary<string, object?> { ["value"] = p.Value.Internal, ["distribution"] = PythonJson.Read(DistributionJson.Write(p.Value.Distribution)) },
            StringComparer.Ordinal),
        ["reports"] = trial.IntermediateValues.Select(v => new object[] { v.Step, v.Value }).ToList(),
        ["user_attrs"] = Decoded(trial.UserAttributes),
        ["system_attrs"] = Decoded(trial.SystemAttributes),
        ["start"] = trial.Start?.ToString(TimeFormat, CultureInfo.InvariantCulture),
        ["end"] = trial.End?.ToString(TimeFormat, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, object?> Decoded(ImmutableDictionary<string, string> attributes) =>
        attributes.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => PythonJson.Read(a.Value), StringComparer.Ordinal);
}
