using System.Collections.Immutable;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Plans;

/// <summary>Turns a YAML tree into a plan and reports every mistake.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class PlanReader(PlanProblems problems)
{
    /// <summary>The most epochs of a trial.</summary>
    public const int MaxEpochs = 1_000_000;

    private static readonly string[] Keys = ["version", "name", "metric", "budget", "trainer", "parameters", "phases", "search", "waive"];

    private readonly NameReader _names = new(problems);

    /// <summary>Reads the plan.</summary>
    /// <param name="root">The file's tree.</param>
    /// <returns>The plan; only to be used where no mistake was reported.</returns>
    public Plan Read(YamlMapping root)
    {
        var map = new MapReader(root, problems, Keys);
        CheckVersion(map);
        if (map.Required("name", "name: digits") is YamlScalar name)
        {
            _names.CheckPlan(name);
        }

        map.Required("metric", "metric: { name: validation_accuracy, goal: maximize }");
        map.Required("parameters", "parameters: with learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log } below it");
        map.Required("phases", "phases: with - { name: learning-rate, tune: [learning_rate], trials: 20 } below it");
        var search = ReadSearch(map);
        var parameters = ReadParameters(map);
        var trainer = TrainerReader.Read(map, problems);
        var parameterNames = map.Map.Find("parameters") is YamlMapping m ? m.Entries.Select(e => e.Key.Text).ToList() : [];
        var phases = new PhaseReader(problems, _names, parameterNames, parameters);
        return new Plan
        {
            Name = map.Text("name") ?? string.Empty,
            Metric = ReadMetric(map),
            Budget = ReadBudget(map),
            TrainerCommand = trainer.Command,
            TrainerStopGrace = trainer.StopGrace,
            Parameters = parameters,
            Search = search,
            Phases = map.Sequence("phases") is { } list ? phases.Read(list, search) : [],
            Waived = ReadWaived(map),
        };
    }

    private void CheckVersion(MapReader map)
    {
        if (map.Required("version", "version: 1") is { } node && node is not YamlScalar { Value: 1L })
        {
            problems.Add(node, $"version must be 1, the only one that this tool reads, but got {node.Kind}. Write version: 1, or update the tool");
        }
    }

    private PlanMetric ReadMetric(MapReader map)
    {
        var none = new PlanMetric(string.Empty, StudyDirection.Maximize);
        if (map.Mapping("metric") is not { } node)
        {
            return none;
        }

        var metric = new MapReader(node, problems, "name", "goal", "summary");
        if (metric.Required("name", "name: validation_accuracy") is YamlScalar name)
        {
            _names.CheckMetric(name);
        }

        metric.Required("goal", "goal: maximize, or goal: minimize");
        var direction = metric.Word("goal", "maximize", "minimize") == "minimize" ? StudyDirection.Minimize : StudyDirection.Maximize;
        return new PlanMetric(metric.Text("name") ?? string.Empty, direction, metric.Word("summary", "best", "last") == "last");
    }

    private PlanBudget ReadBudget(MapReader map)
    {
        if (map.Mapping("budget") is not { } node)
        {
            return new PlanBudget();
        }

        var budget = new MapReader(node, problems, "epochs", "hours", "cost_per_hour", "max_cost", "trial_minutes");
        if (node.Find("max_cost") is { } cost && node.Find("cost_per_hour") is null)
        {
            problems.Add(cost, "max_cost needs a price. Add cost_per_hour: 0.50");
        }

        return new PlanBudget
        {
            Epochs = (int)(budget.Whole("epochs", 1, MaxEpochs) ?? 1),
            Hours = budget.Number("hours", above: 0),
            CostPerHour = budget.Number("cost_per_hour", above: 0),
            MaxCost = budget.Number("max_cost", above: 0),
            TrialMinutes = budget.Number("trial_minutes", above: 0),
        };
    }

    private ImmutableArray<PlanParameter> ReadParameters(MapReader map)
    {
        var parameters = new List<PlanParameter>();
        if (map.Mapping("parameters") is not { } node)
        {
            return [];
        }

        if (node.Entries.IsEmpty)
        {
            problems.Add(node, "a plan must have at least one parameter. Write learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }");
        }

        var reader = new ParameterReader(problems);
        foreach (var entry in node.Entries)
        {
            if (_names.CheckParameter(entry.Key) && reader.Read(entry.Key.Text, entry.Value, parameters) is { } parameter)
            {
                parameters.Add(parameter);
            }
        }

        CheckSwitches(node, parameters);
        return [.. parameters];
    }

    // a parameter with a disabled value is two in the study, and the second one's name must be free
    private void CheckSwitches(YamlMapping node, List<PlanParameter> parameters)
    {
        foreach (var parameter in parameters.Where(p => p.Disabled is not null))
        {
            var flag = Spaces.SearchSpace.SwitchPrefix + parameter.Name;
            if (node.Entries.FirstOrDefault(e => e.Key.Text == flag) is { } taken)
            {
                problems.Add(taken.Key, $"{flag} is the switch of {parameter.Name}, which has disabled, and must not be a parameter of its own. Rename it");
            }
        }
    }

    private SearchSettings ReadSearch(MapReader map)
    {
        if (map.Mapping("search") is not { } node)
        {
            return new SearchSettings();
        }

        var search = new MapReader(node, problems, [.. SettingsReader.Keys, .. WorkerReader.Keys]);
        return WorkerReader.Read(search, SettingsReader.Read(search, new SearchSettings(), problems), problems);
    }

    private ImmutableDictionary<string, string> ReadWaived(MapReader map)
    {
        var waived = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Mapping("waive")?.Entries ?? [])
        {
            if (!RuleCodes.All.Contains(entry.Key.Text))
            {
                problems.Add(entry.Key, $"waive must name a rule, but there is no {entry.Key.Kind}. Rules are {RuleCodes.Plan[0]} to {RuleCodes.Plan[^1]} and {RuleCodes.Phase[0]} to {RuleCodes.Phase[^1]}");
            }

            var reason = Terminal.Clean((entry.Value as YamlScalar)?.Text).Trim();
            if (reason.Length is 0 or > MapReader.MaxText)
            {
                problems.Add(entry.Value, $"a rule is waived with a written reason of 1 to {MapReader.MaxText} characters, but got {entry.Value.Kind}. Write {entry.Key.Text}: \"why it does not hold here\"");
            }

            waived[entry.Key.Text] = reason;
        }

        return waived.ToImmutable();
    }
}
