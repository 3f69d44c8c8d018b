using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans;

/// <summary>One mistake in a YAML file.</summary>
/// <param name="Place">Where.</param>
/// <param name="Message">Rule, value and remedy.</param>
internal sealed record PlanProblem(PlanLocation Place, string Message)
{
    /// <summary>Gets the rule that the mistake breaks; null where it breaks the file's form only.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the remedy as an edit; null where there is none.</summary>
    public PlanEdit? Edit { get; init; }

    /// <summary>The problem as compilers write theirs, so that editors and terminals find the place.</summary>
    /// <param name="file">The file as the user knows it.</param>
    /// <returns>One line.</returns>
    public string ToText(string file) => $"{file}:{Place.Line}:{Place.Column}: error{(Code is null ? string.Empty : " " + Code)}: {Message}";
}
