using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Plans;

/// <summary>Checks what decisions froze against the plan: a plan's types may change, and a file may be edited by hand.</summary>
internal static class FrozenValues
{
    /// <summary>Throws if a value that a phase or the last training begins with does not fit its parameter.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="phase">The phase; what it froze itself is left out, since it is decided anew. Null for all that was frozen.</param>
    /// <exception cref="UsageException">A value does not fit.</exception>
    public static void ThrowIfUnfit(Plan plan, DecisionBook book, PlanPhase? phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        foreach (var (name, value) in book.Tuned(plan, before: phase?.Name))
        {
            if (plan.FindParameter(name) is { } parameter && !Fits(parameter, value))
            {
                throw Unfit(parameter, value);
            }
        }
    }

    /// <summary>Tells whether a value is of a parameter's kind; a number may lie outside its range, which may have changed.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The external value.</param>
    /// <returns>False for another kind, or a choice that there is not.</returns>
    public static bool Fits(PlanParameter parameter, object? value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var number = value is long or double ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;
        return parameter.Type switch
        {
            PlanParameterType.Float => double.IsFinite(number),
            PlanParameterType.Int => number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue,
            _ => ChoiceReader.Find(parameter.Choices, value) is not null,
        };
    }

    /// <summary>Makes the exception for a value that does not fit.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The external value.</param>
    /// <returns>The exception.</returns>
    public static UsageException Unfit(PlanParameter parameter, object? value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new UsageException(
            $"A value of {parameter.Name} must fit what {ProjectFolder.PlanName} says of it, but {ProjectFolder.DecisionsName} has "
            + $"{Terminal.Clean(Convert.ToString(value ?? "null", CultureInfo.InvariantCulture))}. Run dotnet hyper phase redo for the phase that froze it, or restore the file from git.");
    }
}
