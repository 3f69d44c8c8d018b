using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads one parameter of the plan.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class ParameterReader(PlanProblems problems)
{
    private static readonly string[] Keys = ["default", "low", "high", "scale", "step", "type", "choices", "disabled", "hard", "role", "if"];
    private static readonly string[] NumericKeys = ["low", "high", "scale", "step", "disabled", "hard"];

    /// <summary>Reads a parameter.</summary>
    /// <param name="name">Its name, which was checked.</param>
    /// <param name="node">What stands behind the name.</param>
    /// <param name="earlier">The parameters above it, which may switch it on.</param>
    /// <returns>The parameter, or null where it cannot be used.</returns>
    public PlanParameter? Read(string name, YamlNode node, IReadOnlyList<PlanParameter> earlier)
    {
        if (node is not YamlMapping mapping)
        {
            problems.Add(node, $"a parameter must be a mapping, but got {node.Kind}. Write {name}: {{ default: 0.001, low: 1e-5, high: 1.0, scale: log }}");
            return null;
        }

        var map = new MapReader(mapping, problems, Keys);
        var role = map.Word("role", ImportanceTiers.RoleNames) ?? ImportanceTiers.RoleOf(name) ?? name;
        var parameter = mapping.Find("choices") is null ? ReadNumeric(name, role, map) : ReadCategorical(name, role, map);
        return parameter is null ? null : new ConditionReader(problems).Read(parameter, map, earlier);
    }

    private PlanParameter? ReadCategorical(string name, string role, MapReader map)
    {
        foreach (var entry in map.Map.Entries.Where(e => NumericKeys.Contains(e.Key.Text)))
        {
            problems.Add(entry.Key, $"a parameter with choices has no {entry.Key.Text}. Take out {entry.Key.Text}, or choices");
        }

        if (map.Map.Find("type") is YamlScalar { Text: not "categorical" } type)
        {
            problems.Add(type, $"a parameter with choices is categorical, but type is {type.Kind}. Take out type");
        }

        var choices = new ChoiceReader(problems).Read(map);
        if (map.Required("default", "default: and one of the choices") is not { } node || choices.IsEmpty)
        {
            return null;
        }

        if (node is not YamlScalar scalar || ChoiceReader.Find(choices, scalar.Value) is not { } index)
        {
            problems.Add(node, $"the default must be one of the choices {ChoiceReader.List(choices)}, but got {node.Kind}. Add it to choices or take another default");
            return null;
        }

        return new PlanParameter { Name = name, Role = role, Type = PlanParameterType.Categorical, Choices = choices, Default = choices[index] };
    }

    private PlanParameter? ReadNumeric(string name, string role, MapReader map)
    {
        var type = map.Word("type", "float", "int") == "int" ? PlanParameterType.Int : PlanParameterType.Float;
        map.Required("low", "low: 1e-5, or choices: [a, b]");
        map.Required("high", "high: 1.0, or choices: [a, b]");
        map.Required("default", "default: 0.001, which the baseline uses");
        var low = End(map, "low", type);
        var high = End(map, "high", type);
        var value = End(map, "default", type);
        var disabled = End(map, "disabled", type);
        var log = map.Word("scale", "log", "linear") == "log";
        var step = End(map, "step", type, above: 0);
        if (low is not { } l || high is not { } h || value is not { } d || !CheckRange(map, l, h, log, step) || (log && !CheckLog(name, map, (l, h, d, disabled))))
        {
            return null;
        }

        CheckDefault(map, l, h, d, disabled);
        return new PlanParameter
        {
            Name = name,
            Role = role,
            Type = type,
            Low = l,
            High = h,
            Log = log,
            Step = step,
            Disabled = disabled,
            Hard = map.Word("hard", "low", "high", "both") switch { "low" => HardEnds.Low, "high" => HardEnds.High, "both" => HardEnds.Both, _ => HardEnds.None },
            Default = type == PlanParameterType.Int ? (object)(long)d : d,
        };
    }

    private double? End(MapReader map, string key, PlanParameterType type, double? above = null)
    {
        var number = map.Number(key, above);
        if (number is not { } n || type != PlanParameterType.Int || (n == Math.Floor(n) && Math.Abs(n) <= int.MaxValue))
        {
            return number;
        }

        problems.Add(map.Map.Find(key)!, $"{key} of an int parameter must be a whole number of at most 32 bits, but got {map.Map.Find(key)!.Kind}. Round it, or write type: float");
        return null;
    }

    private bool CheckRange(MapReader map, double low, double high, bool log, double? step)
    {
        var fine = true;
        void Report(string key, string message)
        {
            problems.Add(map.Map.Find(key)!, message);
            fine = false;
        }

        if (low > high)
        {
            Report("low", $"`low <= high` must hold, but low = {Text(low)} and high = {Text(high)}. Swap them");
        }

        if (log && step is not null)
        {
            Report("step", "a log scale has no step. Take out step or scale");
        }

        if (step > high - low && high > low)
        {
            Report("step", $"the step must fit into the range, but step = {Text(step.Value)} and high - low = {Text(high - low)}. Take a smaller step");
        }

        return fine;
    }

    // rule HS108; it is told here, since nothing can be computed on such a range
    private bool CheckLog(string name, MapReader map, (double Low, double High, double Default, double? Disabled) p)
    {
        if (p.Low > 0)
        {
            return true;
        }

        var start = PythonText.Float(double.Parse((p.High * 1e-5).ToString("E0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        var off = p is { Default: 0, Disabled: null } ? new PlanEdit($"parameters.{name}.disabled", "0") : null;
        problems.Add(new PlanProblem(map.Map.Find("low")!.Place, $"`low > 0` must hold on a log scale, but low = {Text(p.Low)}. Start from a small positive value such as {(p.High > 0 ? start : "1e-06")}; for \"not used\" add disabled: 0")
        {
            Code = "HS108",
            Edit = p.High > 0 ? new PlanEdit($"parameters.{name}.low", start, off) : null,
        });
        return false;
    }

    private void CheckDefault(MapReader map, double low, double high, double value, double? disabled)
    {
        if (disabled >= low && disabled <= high)
        {
            problems.Add(map.Map.Find("disabled")!, $"disabled must lie outside the range, but {Text(disabled.Value)} lies inside {Text(low)} to {Text(high)}. Raise low, or take out disabled");
        }

        if (value == disabled || (value >= low && value <= high))
        {
            return;
        }

        var alternative = disabled is { } off ? $" or be the disabled value {Text(off)}" : string.Empty;
        problems.Add(map.Map.Find("default")!, $"the default must lie between low and high{alternative}, but {Text(value)} lies outside {Text(low)} to {Text(high)}. Move the range or the default");
    }

    private static string Text(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("0", CultureInfo.InvariantCulture) : PythonText.Float(value);
}
