using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>Reads the lines that <see cref="StudyLines"/> writes, and says which line is wrong.</summary>
internal static class StudyLineReader
{
    /// <summary>Reads all lines.</summary>
    /// <param name="input">The lines; empty ones are skipped.</param>
    /// <returns>The studies with their trials.</returns>
    /// <exception cref="HyperException">A line is wrong or missing.</exception>
    public static IReadOnlyList<StudyDraft> Read(TextReader input)
    {
        var studies = new List<StudyDraft>();
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var members = Members(line, number);
            if (members.ContainsKey("study"))
            {
                RequireAll(studies, number);
                studies.Add(Guarded(number, () => Study(members, number, studies)));
                continue;
            }

            var trials = (studies.LastOrDefault() ?? throw Wrong(number, "A trial needs a line with its study before it.")).Trials;
            trials.Add(Guarded(number, () => Trial(members, trials.Count)));
        }

        RequireAll(studies, number + 1);
        return studies;
    }

    /// <summary>An error about a line.</summary>
    /// <param name="number">The line's number, from 1.</param>
    /// <param name="message">What is wrong.</param>
    /// <returns>The error.</returns>
    public static HyperException Wrong(int number, string message) => new(string.Create(CultureInfo.InvariantCulture, $"Line {number}: {message}"));

    private static void RequireAll(List<StudyDraft> studies, int number)
    {
        if (studies.LastOrDefault() is { Announced: { } announced } last && announced != last.Trials.Count)
        {
            throw Wrong(number, string.Create(CultureInfo.InvariantCulture, $"The study '{last.Name}' of line {last.Line} announces {announced} trials, but {last.Trials.Count} follow. The file was cut or edited; export it again."));
        }
    }

    private static IReadOnlyDictionary<string, object?> Members(string line, int number)
    {
        try
        {
            return PythonJson.Read(line) as IReadOnlyDictionary<string, object?>
                ?? throw new HyperException("A line must be a JSON object, as dotnet hyper export writes it.");
        }
        catch (HyperException e)
        {
            throw Wrong(number, e.Message);
        }
    }

    private static T Guarded<T>(int number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HyperException e)
        {
            throw Wrong(number, e.Message);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidCastException or FormatException or ArgumentException or NullReferenceException or OverflowException)
        {
            throw Wrong(number, "A study needs direction, user_attrs and system_attrs; a trial needs state, value, params, reports, user_attrs, system_attrs, start and end, as dotnet hyper export writes them.");
        }
    }

    private static StudyDraft Study(IReadOnlyDictionary<string, object?> members, int line, IEnumerable<StudyDraft> known)
    {
        var name = (string)members["study"]!;
        StorageErrors.CheckStudyName(name);
        if (known.Any(s => s.Name == name))
        {
            throw new HyperException($"A study stands once, but '{name}' stands twice. Remove one.");
        }

        var direction = (string)members["direction"]! switch
        {
            "maximize" => StudyDirection.Maximize,
            "minimize" => StudyDirection.Minimize,
            var other => throw new HyperException($"A direction must be minimize or maximize, but got '{other}'."),
        };
        return new StudyDraft(name, line, direction)
        {
            UserAttributes = Encoded(members, "user_attrs"),
            SystemAttributes = Encoded(members, "system_attrs"),
            Announced = members.TryGetValue("trials", out var trials) ? Convert.ToInt32(trials, CultureInfo.InvariantCulture) : null,
        };
    }

    private static NewTrial Trial(IReadOnlyDictionary<string, object?> members, int expected)
    {
        if (members["trial"] is not long number || number != expected)
        {
            throw new HyperException(string.Create(CultureInfo.InvariantCulture, $"Trials stand in the order of their numbers, so trial {expected} was to come, but got {PythonJson.Write(members["trial"])}. Lines are missing or were moved; export again."));
        }

        var trial = new NewTrial
        {
            State = Enum.Parse<TrialState>((string)members["state"]!, ignoreCase: true),
            Value = members["value"] is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null,
            Parameters = Object(members, "params").ToImmutableDictionary(p => p.Key, p => Parameter((IReadOnlyDictionary<string, object?>)p.Value!), StringComparer.Ordinal),
            IntermediateValues = [.. ((IReadOnlyList<object?>)members["reports"]!).Cast<IReadOnlyList<object?>>().Select(r => new IntermediateValue(Convert.ToInt32(r[0], CultureInfo.InvariantCulture), Convert.ToDouble(r[1], CultureInfo.InvariantCulture)))],
            UserAttributes = Encoded(members, "user_attrs"),
            SystemAttributes = Encoded(members, "system_attrs"),
            Start = Time(members, "start"),
            End = Time(members, "end"),
        };
        StorageErrors.CheckNew(trial);
        return trial;
    }

    private static ParameterValue Parameter(IReadOnlyDictionary<string, object?> members) =>
        new(DistributionJson.Read(PythonJson.Write(members["distribution"])), Convert.ToDouble(members["value"], CultureInfo.InvariantCulture));

    private static DateTime? Time(IReadOnlyDictionary<string, object?> members, string key) => members[key] is string text
        ? DateTime.ParseExact(text, StudyLines.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    private static IReadOnlyDictionary<string, object?> Object(IReadOnlyDictionary<string, object?> members, string key) => (IReadOnlyDictionary<string, object?>)members[key]!;

    private static ImmutableDictionary<string, string> Encoded(IReadOnlyDictionary<string, object?> members, string key) =>
        Object(members, key).ToImmutableDictionary(a => a.Key, a => PythonJson.Write(a.Value), StringComparer.Ordinal);
}
