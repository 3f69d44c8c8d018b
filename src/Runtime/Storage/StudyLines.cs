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
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

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
        output.WriteLine(PythonJson.Write(new Dictionary<string, object?>
        {
            ["study"] = study.Name,
            ["direction"] = study.Direction == StudyDirection.Maximize ? "maximize" : "minimize",
            ["user_attrs"] = Decoded(study.UserAttributes),
            ["system_attrs"] = Decoded(study.SystemAttributes),
        }));
        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        foreach (var trial in trials)
        {
            output.WriteLine(PythonJson.Write(Members(trial.State == TrialState.Running ? StorageAttributes.HandBack(trial) : trial)));
        }

        return trials.Count;
    }

    /// <summary>Reads studies with their trials.</summary>
    /// <param name="storage">Where they go; their names must be new there.</param>
    /// <param name="input">The lines.</param>
    /// <returns>How many studies and trials were read.</returns>
    /// <exception cref="HyperException">A line is wrong, and its number is said; or a name is taken.</exception>
    public static (int Studies, int Trials) Import(IStorage storage, TextReader input)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(input);
        StudyRecord? study = null;
        var (studies, trials) = (0, 0);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var members = Line(line, number);
            if (members.ContainsKey("study"))
            {
                study = Create(storage, members);
                studies++;
                continue;
            }

            storage.Add((study ?? throw new HyperException($"Line {number}: a trial needs a line with its study before it.")).Id, Trial(members, number));
            trials++;
        }

        return (studies, trials);
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

    private static IReadOnlyDictionary<string, object?> Line(string line, int number)
    {
        try
        {
            return PythonJson.ReadObject(line);
        }
        catch (HyperException e)
        {
            throw new HyperException($"Line {number}: {e.Message}", e);
        }
    }

    private static StudyRecord Create(IStorage storage, IReadOnlyDictionary<string, object?> members)
    {
        var direction = members.GetValueOrDefault("direction") as string == "maximize" ? StudyDirection.Maximize : StudyDirection.Minimize;
        var study = storage.CreateStudy(Convert.ToString(members["study"], CultureInfo.InvariantCulture) ?? string.Empty, direction);
        foreach (var (key, json) in Encoded(members, "user_attrs"))
        {
            storage.SetStudyAttribute(study.Id, key, json);
        }

        foreach (var (key, json) in Encoded(members, "system_attrs"))
        {
            storage.SetStudyAttribute(study.Id, key, json, system: true);
        }

        return study;
    }

    private static NewTrial Trial(IReadOnlyDictionary<string, object?> members, int number)
    {
        try
        {
            return new NewTrial
            {
                State = Enum.Parse<TrialState>(members["state"] as string ?? string.Empty, ignoreCase: true),
                Value = members["value"] is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null,
                Parameters = Object(members, "params").ToImmutableDictionary(p => p.Key, p => Parameter((IReadOnlyDictionary<string, object?>)p.Value!), StringComparer.Ordinal),
                IntermediateValues = [.. ((IReadOnlyList<object?>)members["reports"]!).Cast<IReadOnlyList<object?>>().Select(r => new IntermediateValue(Convert.ToInt32(r[0], CultureInfo.InvariantCulture), Convert.ToDouble(r[1], CultureInfo.InvariantCulture)))],
                UserAttributes = Encoded(members, "user_attrs"),
                SystemAttributes = Encoded(members, "system_attrs"),
                Start = Time(members, "start"),
                End = Time(members, "end"),
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidCastException or FormatException or ArgumentException or NullReferenceException)
        {
            throw new HyperException($"Line {number}: a trial needs state, value, params, reports, user_attrs, system_attrs, start and end as dotnet hyper export writes them.", e);
        }
    }

    private static ParameterValue Parameter(IReadOnlyDictionary<string, object?> members) =>
        new(DistributionJson.Read(PythonJson.Write(members["distribution"])), Convert.ToDouble(members["value"], CultureInfo.InvariantCulture));

    private static DateTime? Time(IReadOnlyDictionary<string, object?> members, string key) => members[key] is string text
        ? DateTime.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    private static IReadOnlyDictionary<string, object?> Object(IReadOnlyDictionary<string, object?> members, string key) => (IReadOnlyDictionary<string, object?>)members[key]!;

    private static Dictionary<string, object?> Decoded(ImmutableDictionary<string, string> attributes) =>
        attributes.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => PythonJson.Read(a.Value), StringComparer.Ordinal);

    private static ImmutableDictionary<string, string> Encoded(IReadOnlyDictionary<string, object?> members, string key) =>
        Object(members, key).ToImmutableDictionary(a => a.Key, a => PythonJson.Write(a.Value), StringComparer.Ordinal);
}
