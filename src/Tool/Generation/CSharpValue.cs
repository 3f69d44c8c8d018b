using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>What parameters and their values become in C#.</summary>
internal static class CSharpValue
{
    /// <summary>The C# type of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Marked C#, such as <c>double</c>.</returns>
    public static string TypeOf(PlanParameter parameter) => CSharpText.Name(BareType(parameter)) + (IsNullable(parameter) ? "?" : string.Empty);

    /// <summary>A value as C#.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The external value.</param>
    /// <returns>Marked C#.</returns>
    /// <exception cref="UsageException">The value does not fit the parameter.</exception>
    public static string Of(PlanParameter parameter, object? value)
    {
        if (!FrozenValues.Fits(parameter, value))
        {
            throw FrozenValues.Unfit(parameter, value);
        }

        return parameter.Type switch
        {
            PlanParameterType.Float => CSharpText.Literal(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            PlanParameterType.Int => CSharpText.Literal(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            _ => CSharpText.Literal(parameter.Choices[ChoiceReader.Find(parameter.Choices, value) ?? 0]),
        };
    }

    /// <summary>The choices as a C# collection.</summary>
    /// <param name="parameter">A categorical parameter.</param>
    /// <returns>Marked C#, such as <c>[16, 32]</c>.</returns>
    public static string Choices(PlanParameter parameter) => List(parameter.Choices.Select(CSharpText.Literal));

    /// <summary>A C# collection.</summary>
    /// <param name="items">Marked C#.</param>
    /// <returns>Marked C#.</returns>
    public static string List(IEnumerable<string> items)
    {
        var all = items.Aggregate(string.Empty, (text, item) => text.Length == 0 ? item : CSharpText.Code($"{text}, {item}"));
        return CSharpText.Code($"[{all}]");
    }

    /// <summary>The type argument that a suggestion needs where choices alone do not say the type.</summary>
    /// <param name="parameter">A categorical parameter.</param>
    /// <returns>Marked C#, such as <c>&lt;int?&gt;</c>, often empty.</returns>
    public static string TypeArgument(PlanParameter parameter)
    {
        if (!IsNullable(parameter))
        {
            return CSharpText.Code($"");
        }

        var type = TypeOf(parameter);
        return CSharpText.Code($"<{type}>");
    }

    private static bool IsNullable(PlanParameter parameter) => parameter.Choices.Contains(null);

    private static string BareType(PlanParameter parameter) => parameter.Type switch
    {
        PlanParameterType.Float => "double",
        PlanParameterType.Int => "int",
        _ => parameter.Choices.FirstOrDefault(c => c is not null) switch { bool => "bool", long => "int", double => "double", _ => "string" },
    };
}
