using System.Globalization;
using System.Text.RegularExpressions;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Applies a rule's ready edit to a plan that lies in memory: to a phase, to the end of a list of phases, to the ends of a range.</summary>
internal static partial class PlanRemedy
{
    /// <summary>Applies an edit and those that belong to it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="edit">The edit.</param>
    /// <returns>The edited plan.</returns>
    /// <exception cref="InvalidOperationException">The edit is of another kind, or its text is no plan's.</exception>
    public static Plan Apply(Plan plan, PlanEdit edit)
    {
        for (var current = edit; current is not null; current = current.Then)
        {
            plan = ApplyOne(plan, current.Path, current.Yaml ?? throw Unknown(current));
        }

        return plan;
    }

    private static Plan ApplyOne(Plan plan, string path, string yaml)
    {
        if (PhasePath().Match(path) is { Success: true } phase)
        {
            var at = int.Parse(phase.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return at < plan.Phases.Length
                ? plan with { Phases = plan.Phases.SetItem(at, Read(plan, plan.Phases[at].Search, Written(plan.Phases[at], phase.Groups[2].Value, yaml))) }
                : plan with { Phases = plan.Phases.Add(Read(plan, plan.Search, yaml)) };
        }

        if (path.StartsWith("search.", StringComparison.Ordinal))
        {
            return Enumerable.Range(0, plan.Phases.Length).Aggregate(plan, (edited, i) =>
                ApplyOne(edited, string.Create(CultureInfo.InvariantCulture, $"phases[{i}].{path["search.".Length..]}"), yaml));
        }

        return EndPath().Match(path) is { Success: true } end && plan.FindParameter(end.Groups[1].Value) is { } parameter
            ? plan with { Parameters = plan.Parameters.Replace(parameter, Moved(parameter, end.Groups[2].Value, yaml)) }
            : throw Unknown(new PlanEdit(path, yaml));
    }

    private static PlanParameter Moved(PlanParameter parameter, string key, string yaml) => key switch
    {
        "low" => parameter with { Low = Number(yaml) },
        "high" => parameter with { High = Number(yaml) },
        _ => parameter with { Hard = Enum.Parse<HardEnds>(yaml, ignoreCase: true) },
    };

    private static double Number(string yaml) => double.Parse(yaml, CultureInfo.InvariantCulture);

    private static string Written(PlanPhase phase, string key, string yaml)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = phase.Name,
            ["tune"] = $"[{string.Join(", ", phase.Tune)}]",
            ["trials"] = phase.Trials?.ToString(CultureInfo.InvariantCulture) ?? "auto",
            ["when"] = phase.When switch { PhaseCondition.Overfitting => "overfitting", PhaseCondition.Underfitting => "underfitting", _ => "always" },
        };
        if (phase.Epochs is { } epochs)
        {
            keys["epochs"] = epochs.ToString(CultureInfo.InvariantCulture);
        }

        keys[key] = yaml;
        return $"{{ {string.Join(", ", keys.Select(k => $"{k.Key}: {k.Value}"))} }}";
    }

    private static PlanPhase Read(Plan plan, SearchSettings defaults, string yaml)
    {
        var problems = new PlanProblems();
        var list = YamlTree.Parse($"phases: [{yaml}]", problems)?.Find("phases") as YamlSequence;
        var read = list is null ? [] : new PhaseReader(problems, new NameReader(problems), [.. plan.Parameters.Select(p => p.Name)], plan.Parameters).Read(list, defaults);
        problems.ThrowIfAny("the edit of a rule");
        return read.Single();
    }

    private static InvalidOperationException Unknown(PlanEdit edit) => new($"An experiment cannot apply the edit of {edit.Path}.");

    [GeneratedRegex(@"^phases\[(\d+)\](?:\.(\w+))?$")]
    private static partial Regex PhasePath();

    [GeneratedRegex(@"^parameters\.(\w+)\.(low|high|hard)$")]
    private static partial Regex EndPath();
}
