using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Gathers every mistake of a file, so that they are shown at once.</summary>
internal sealed class PlanProblems
{
    private readonly List<PlanProblem> _problems = [];

    /// <summary>Adds a mistake.</summary>
    /// <param name="place">Where.</param>
    /// <param name="message">Rule, value and remedy, without the last full stop.</param>
    public void Add(PlanLocation place, string message) => _problems.Add(new PlanProblem(place, message + "."));

    /// <summary>Adds a mistake.</summary>
    /// <param name="node">Where.</param>
    /// <param name="message">Rule, value and remedy, without the last full stop.</param>
    public void Add(YamlNode node, string message) => Add(node.Place, message);

    /// <summary>Adds a mistake that a rule knows.</summary>
    /// <param name="problem">The mistake; its message has no last full stop.</param>
    public void Add(PlanProblem problem) => _problems.Add(problem with { Message = problem.Message + "." });

    /// <summary>Makes the exception that lists them.</summary>
    /// <param name="file">The file as the user knows it.</param>
    /// <returns>The exception.</returns>
    public PlanException ToException(string file) => new(file, _problems);

    /// <summary>Throws if there is a mistake.</summary>
    /// <param name="file">The file as the user knows it.</param>
    /// <exception cref="PlanException">There is at least one mistake.</exception>
    public void ThrowIfAny(string file)
    {
        if (_problems.Count > 0)
        {
            throw ToException(file);
        }
    }
}
