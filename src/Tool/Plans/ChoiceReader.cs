using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads the choices of a categorical parameter: numbers, texts or bools, not mixed; null may stand among them.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class ChoiceReader(PlanProblems problems)
{
    private const int MaxChoices = 256;

    /// <summary>Reads the choices.</summary>
    /// <param name="map">The parameter.</param>
    /// <returns>The external choices; empty where they cannot be used.</returns>
    public ImmutableArray<object?> Read(MapReader map)
    {
        var scalars = map.Scalars("choices");
        if (map.Map.Find("choices") is not YamlSequence list)
        {
            return [];
        }

        if (scalars.IsEmpty || scalars.Length > MaxChoices)
        {
            problems.Add(list, $"there must be 1 to {MaxChoices} choices, but got {scalars.Length}. Write choices: [a, b]");
            return [];
        }

        CheckEach(scalars);
        var kinds = scalars.Where(s => s.Value is not null).Select(s => KindOf(s.Value)).Distinct().ToList();
        if (kinds.Count > 1)
        {
            problems.Add(list, $"choices must be of one kind, but got {string.Join(" and ", kinds)}. Put texts into quotes, or make them all numbers");
            return [];
        }

        // one number with a point makes all of them double, so that C# has one type
        var values = scalars.Select(s => s.Value).ToList();
        return values.Any(v => v is double) ? [.. values.Select(v => v is long n ? (double)n : v)] : [.. values];
    }

    /// <summary>Finds a value among the choices; 64 and 64.0 are the same.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="value">An external value.</param>
    /// <returns>The index, or null.</returns>
    public static int? Find(ImmutableArray<object?> choices, object? value)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            if (Same(choices[i], value))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The choices as a message shows them.</summary>
    /// <param name="choices">The choices.</param>
    /// <returns>Text such as <c>16, 32, 64</c>.</returns>
    public static string List(ImmutableArray<object?> choices) =>
        string.Join(", ", choices.Take(12).Select(c => Terminal.Clean(Convert.ToString(c ?? "null", CultureInfo.InvariantCulture)))) + (choices.Length > 12 ? ", ..." : string.Empty);

    private void CheckEach(ImmutableArray<YamlScalar> scalars)
    {
        for (var i = 0; i < scalars.Length; i++)
        {
            var (scalar, value) = (scalars[i], scalars[i].Value);
            if (scalars.Take(i).Any(earlier => Same(earlier.Value, value)))
            {
                problems.Add(scalar, $"each choice may stand once, but {scalar.Kind} stands twice. Take one of them out");
            }

            if (value is double number && !double.IsFinite(number))
            {
                problems.Add(scalar, $"a choice must be a finite number, but got {scalar.Kind}. Take it out");
            }

            if (value is long whole && Math.Abs(whole) > int.MaxValue)
            {
                problems.Add(scalar, $"a whole number must fit into 32 bits, but got {scalar.Kind}. Write it with a point to make it a float");
            }

            if (scalar.Text.Length > MapReader.MaxText)
            {
                problems.Add(scalar, $"a choice must be at most {MapReader.MaxText} characters, but has {scalar.Text.Length}. Shorten it");
            }
        }
    }

    private static bool Same(object? left, object? right) =>
        Equals(left, right) || (left is long or double && right is long or double
            && Convert.ToDouble(left, CultureInfo.InvariantCulture) == Convert.ToDouble(right, CultureInfo.InvariantCulture));

    private static string KindOf(object? value) => value switch { bool => "true or false", string => "texts", _ => "numbers" };
}
