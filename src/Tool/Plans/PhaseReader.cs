using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads the phases of a plan.</summary>
/// <param name="problems">Takes the mistakes.</param>
/// <param name="names">Checks the names.</param>
/// <param name="parameterNames">The names that parameters have, also those with mistakes.</param>
/// <param name="parameters">The parameters.</param>
internal sealed class PhaseReader(PlanProblems problems, NameReader names, IReadOnlyList<string> parameterNames, IReadOnlyList<PlanParameter> parameters)
{
    private const int MaxTrials = 1_000_000;

    private static readonly string[] Keys = ["name", "question", "tune", "trials", "when", "points", "epochs", .. SettingsReader.Keys];

    /// <summary>Reads the phases.</summary>
    /// <param name="list">The list.</param>
    /// <param name="defaults">The plan's settings.</param>
    /// <returns>The phases that can be used.</returns>
    public ImmutableArray<PlanPhase> Read(YamlSequence list, SearchSettings defaults)
    {
        if (list.Items.IsEmpty)
        {
            problems.Add(list, "a plan must have at least one phase. Write - { name: learning-rate, tune: [learning_rate], trials: 20 }");
        }

        return [.. list.Items.Select(i => ReadPhase(i, defaults)).OfType<PlanPhase>()];
    }

    private PlanPhase? ReadPhase(YamlNode node, SearchSettings defaults)
    {
        if (node is not YamlMapping mapping)
        {
            problems.Add(node, $"a phase must be a mapping, but got {node.Kind}. Write {{ name: learning-rate, tune: [learning_rate], trials: 20 }}");
            return null;
        }

        var map = new MapReader(mapping, problems, Keys);
        if (map.Required("name", "name: learning-rate") is YamlScalar name)
        {
            names.CheckPhase(name);
        }

        map.Required("tune", "tune: [learning_rate]");
        var settings = SettingsReader.Read(map, defaults, problems);
        if (settings.Sampler != "grid")
        {
            map.Required("trials", "trials: 20, or trials: auto");
        }

        var phase = new PlanPhase
        {
            Name = map.Text("name") ?? string.Empty,
            Question = Terminal.Clean(map.Text("question")),
            Tune = ReadTune(map),
            Trials = (int?)map.Whole("trials", 1, MaxTrials, "auto"),
            When = map.Word("when", "always", "overfitting", "underfitting") switch
            {
                "overfitting" => PhaseCondition.Overfitting,
                "underfitting" => PhaseCondition.Underfitting,
                _ => PhaseCondition.Always,
            },
            Points = (int?)map.Whole("points", 1, 10_000),
            Epochs = (int?)map.Whole("epochs", 1, PlanReader.MaxEpochs),
            Search = settings,
        };
        CheckGrid(phase, map);
        return phase;
    }

    private ImmutableArray<string> ReadTune(MapReader map)
    {
        var scalars = map.Scalars("tune");
        if (scalars.IsEmpty && map.Map.Find("tune") is YamlSequence empty)
        {
            problems.Add(empty, "a phase must tune at least one parameter. Write tune: [learning_rate]");
        }

        foreach (var (scalar, i) in scalars.Select((s, i) => (s, i)))
        {
            if (!parameterNames.Contains(scalar.Text))
            {
                problems.Add(scalar, $"a phase must tune parameters of the plan, but got {scalar.Kind}{Spelling.DidYouMean(scalar.Text, parameterNames)} Known: {string.Join(", ", parameterNames)}");
            }
            else if (scalars.Take(i).Any(s => s.Text == scalar.Text))
            {
                problems.Add(scalar, $"a phase tunes a parameter once, but {scalar.Kind} stands twice. Take one of them out");
            }
        }

        return [.. scalars.Select(s => s.Text)];
    }

    private void CheckGrid(PlanPhase phase, MapReader map)
    {
        if (phase.Search.Sampler != "grid")
        {
            if (map.Map.Find("points") is { } points)
            {
                problems.Add(points, "points belongs to sampler: grid. Add sampler: grid, or take points out");
            }

            return;
        }

        var uncounted = parameters.FirstOrDefault(p => phase.Tune.Contains(p.Name) && p.Type == PlanParameterType.Float && p.Step is null);
        if (phase.Points is null && uncounted is not null)
        {
            problems.Add(map.Map, $"a grid over {uncounted.Name} needs its number of points. Add points: 5");
        }
    }
}
