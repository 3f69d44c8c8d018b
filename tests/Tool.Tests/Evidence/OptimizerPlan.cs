using HyperScaffold.Contracts;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Tests.Evidence;

/// <summary>The plan of the evidence project that has two optimizers, warm-up and clipping.</summary>
internal static class OptimizerPlan
{
    private const string Name = "hyper.yaml";

    public static Plan Read() => PlanFile.Parse(File.ReadAllText(Path.Combine(Approval.RepositoryRoot(), "bench", "evidence", "optimizer", Name)), Name);
}
