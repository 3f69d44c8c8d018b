using System.Reflection;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Finds what was generated into a project's program.</summary>
internal static class ProjectObjectives
{
    /// <summary>The plan that the program was generated from.</summary>
    /// <param name="assembly">The program.</param>
    /// <returns>The plan's attribute.</returns>
    /// <exception cref="HyperException">There is none.</exception>
    public static TuningPlanAttribute Plan(Assembly assembly) => assembly.GetCustomAttribute<TuningPlanAttribute>()
        ?? throw new HyperException("The program holds no generated plan. Run dotnet hyper generate, and build again.");

    /// <summary>The objective of a study: the study is named after plan and phase, with a number when it is a later one.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="study">The study's name.</param>
    /// <returns>The objective and its space.</returns>
    /// <exception cref="HyperException">There is none for this study.</exception>
    public static (Func<Trial, double> Evaluate, SearchSpace Space) Find(Assembly assembly, string study)
    {
        var plan = Plan(assembly).Name;
        var objectives = assembly.GetTypes()
            .Select(t => (Type: t, t.GetCustomAttribute<ObjectiveAttribute>()?.Phase))
            .Where(o => o.Phase is not null && IsOf(study, $"{plan}-{o.Phase}"))
            .OrderByDescending(o => o.Phase?.Length)
            .ToList();
        if (objectives.Count == 0)
        {
            throw new HyperException($"The program holds no objective for the study '{study}'. Run dotnet hyper generate, and build again.");
        }

        var type = objectives[0].Type;
        var evaluate = type.GetMethod("Evaluate", [typeof(Trial)]);
        var space = type.GetProperty("Space", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as SearchSpace;
        return evaluate is null || space is null
            ? throw new HyperException($"The objective {type.Name} must have a static Evaluate(Trial) and a static Space. Run dotnet hyper generate, and build again.")
            : (evaluate.CreateDelegate<Func<Trial, double>>(), space);
    }

    private static bool IsOf(string study, string name) =>
        study == name || (study.StartsWith(name + "-", StringComparison.Ordinal) && study[(name.Length + 1)..].All(char.IsAsciiDigit));
}
