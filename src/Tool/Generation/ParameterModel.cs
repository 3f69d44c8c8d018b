using System.Text.RegularExpressions;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>One parameter as templates print it; every text is encoded.</summary>
/// <param name="Name">The name in the plan.</param>
/// <param name="Range">Its range in words.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Property">The C# name.</param>
/// <param name="Default">The default.</param>
internal sealed partial record ParameterModel(string Name, string Range, string Type, string Property, string Default)
{
    private const int MostShown = 8;

    /// <summary>Makes the model of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The model.</returns>
    public static ParameterModel Of(PlanParameter parameter) => new(
        CSharpText.PlanName(parameter.Name),
        RangeOf(parameter),
        CSharpValue.TypeOf(parameter),
        CSharpText.Name(NameRules.ToCSharp(parameter.Name)),
        CSharpValue.Of(parameter, parameter.Default));

    private static string RangeOf(PlanParameter parameter)
    {
        var value = CSharpValue.Of(parameter, parameter.Default);
        if (parameter.Type == PlanParameterType.Categorical)
        {
            return ChoicesOf(parameter);
        }

        var (low, high) = (CSharpValue.Of(parameter, parameter.Low), CSharpValue.Of(parameter, parameter.High));
        var scale = parameter.Log ? CSharpText.Code($" on a log scale") : CSharpText.Code($"");
        var off = parameter.Disabled is { } d ? CSharpValue.Of(parameter, d) : null;
        var disabled = off is null ? CSharpText.Code($"") : CSharpText.Code($", or {off} for not used");
        return CSharpText.Code($"{low} to {high}{scale}{disabled}; default {value}");
    }

    // texts are a user's own words and stay out of comments unless they are plain ones
    private static string ChoicesOf(PlanParameter parameter)
    {
        if (parameter.Choices.Length > MostShown || parameter.Choices.OfType<string>().Any(c => !PlainWord().IsMatch(c)))
        {
            var count = CSharpText.Literal(parameter.Choices.Length);
            return CSharpText.Code($"one of {count} choices");
        }

        var all = parameter.Choices.Select(c => c is string word ? CSharpText.Name(word) : CSharpText.Literal(c))
            .Aggregate(string.Empty, (text, item) => text.Length == 0 ? item : CSharpText.Code($"{text}, {item}"));
        var value = parameter.Default is string name ? CSharpText.Name(name) : CSharpText.Literal(parameter.Default);
        return CSharpText.Code($"one of {all}; default {value}");
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex PlainWord();
}
