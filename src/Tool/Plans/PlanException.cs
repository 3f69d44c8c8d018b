using System.Collections.Immutable;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Plans;

/// <summary>A YAML file of ours cannot be used; every problem found is listed, in the order of the file.</summary>
internal sealed class PlanException : UsageException
{
    /// <summary>Initializes a new instance of the <see cref="PlanException"/> class.</summary>
    /// <param name="file">The file as the user knows it.</param>
    /// <param name="problems">At least one problem.</param>
    public PlanException(string file, IEnumerable<PlanProblem> problems)
        : this(file, [.. problems.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column)])
    {
    }

    private PlanException(string file, ImmutableArray<PlanProblem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(p => p.ToText(file)))) => (File, Problems) = (file, problems);

    /// <summary>Gets the file as the user knows it.</summary>
    public string File { get; }

    /// <summary>Gets the problems in the order of the file.</summary>
    public ImmutableArray<PlanProblem> Problems { get; }

    /// <summary>Gets one line a problem: <c>hyper.yaml:12:9: error: ...</c>.</summary>
    public ImmutableArray<string> Lines => [.. Problems.Select(p => p.ToText(File))];
}
