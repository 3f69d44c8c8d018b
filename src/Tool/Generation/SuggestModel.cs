using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>One tuned parameter as templates print it; every text is encoded.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Suggest">The call that suggests a value.</param>
/// <param name="Call">The call that adds it to the space.</param>
/// <param name="Condition">When it is suggested; empty for always.</param>
internal sealed record SuggestModel(string Property, string Suggest, string Call, string Condition)
{
    /// <summary>Gets a value indicating whether it depends on another parameter of the phase.</summary>
    public bool IsConditional => Condition.Length > 0;

    /// <summary>Makes the model of a tuned parameter.</summary>
    /// <param name="parameter">The parameter with the range that holds now.</param>
    /// <param name="condition">Its condition in the phase's space, or null.</param>
    /// <param name="parent">The parameter of that condition, or null.</param>
    /// <returns>The model.</returns>
    public static SuggestModel Of(PlanParameter parameter, ParameterCondition? condition, PlanParameter? parent)
    {
        var name = CSharpText.Literal(parameter.Name);
        var arguments = ArgumentsOf(parameter);
        var kind = CSharpText.Name(parameter.Type.ToString());
        var type = CSharpValue.TypeArgument(parameter);
        var when = condition is null ? CSharpText.Code($"") : WhenOf(condition);
        return new SuggestModel(
            CSharpText.Name(NameRules.ToCSharp(parameter.Name)),
            CSharpText.Code($"trial.Suggest{kind}{type}({name}, {arguments})"),
            CSharpText.Code($"{kind}({name}, {arguments}{when})"),
            condition is null || parent is null ? string.Empty : IfOf(condition, parent));
    }

    private static string ArgumentsOf(PlanParameter parameter)
    {
        if (parameter.Type == PlanParameterType.Categorical)
        {
            return CSharpValue.Choices(parameter);
        }

        var text = CSharpText.Code($"{CSharpValue.Of(parameter, parameter.Low)}, {CSharpValue.Of(parameter, parameter.High)}");
        text = parameter.Log ? CSharpText.Code($"{text}, log: true") : text;
        text = parameter.Step is { } step ? CSharpText.Code($"{text}, step: {CSharpValue.Of(parameter, step)}") : text;
        return parameter.Disabled is { } off ? CSharpText.Code($"{text}, disabled: {Short(off)}") : text;
    }

    private static string Short(double value) =>
        value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue ? CSharpText.Literal((long)value) : CSharpText.Literal(value);

    private static string WhenOf(ParameterCondition condition)
    {
        var choices = CSharpValue.List(condition.Choices.Select(c => CSharpText.Literal(c)));
        return CSharpText.Code($", condition: new ParameterCondition({CSharpText.Literal(condition.Parent)}, {choices})");
    }

    private static string IfOf(ParameterCondition condition, PlanParameter parent)
    {
        var choices = condition.Choices.Select(c => CSharpText.Literal(parent.Choices[c]))
            .Aggregate(string.Empty, (text, item) => text.Length == 0 ? item : CSharpText.Code($"{text} or {item}"));
        return CSharpText.Code($"hp.{CSharpText.Name(NameRules.ToCSharp(parent.Name))} is {choices}");
    }
}
