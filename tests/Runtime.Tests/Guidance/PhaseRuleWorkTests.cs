using System.Diagnostics;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Tests.Phases;

namespace HyperScaffold.Tests.Guidance;

public sealed class PhaseRuleWorkTests
{
    // allocation stands for work here: it grows with what the rules read and make, and is the same on every machine
    [Fact]
    public void Twice_the_trials_take_about_twice_the_work()
    {
        Work(Study(100));
        var (small, large) = (Work(Study(500)), Work(Study(1000)));

        var study = Study(1000);
        var watch = Stopwatch.StartNew();
        RuleBook.Judge(study);
        TestContext.Current.TestOutputHelper?.WriteLine($"{small:#,0} and {large:#,0} bytes; 1,000 trials in {watch.ElapsedMilliseconds} ms");
        Assert.InRange(large / (double)small, 1.5, 2.5);
    }

    private static long Work(FinishedPhase phase)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(RuleBook.Judge(phase));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static FinishedPhase Study(int trials)
    {
        var sketch = new PhaseSketch(PhaseRuleCases.PlanOf(trials, PhaseRuleCases.Rate(), PhaseSimulation.Linear("a", 0, 1, 0)));
        for (var i = 0; i < trials; i++)
        {
            var random = RandomSource.For(1, i, "work");
            var (rate, a) = (Math.Pow(10, -5 * random.NextDouble()), random.NextDouble());
            var outcome = new Training().To(0.9 - (0.05 * Math.Pow(Math.Log10(rate / 0.02), 2)) - (0.1 * a), i, i);
            sketch.Add(new() { ["learning_rate"] = new(new FloatDistribution(1e-5, 1, log: true), rate), ["a"] = new(new FloatDistribution(0, 1), a) }, outcome.Curve, metrics: outcome.Metrics);
        }

        return sketch.End(DecisionState.Adopted, new DecisionEvidence { Trials = trials, Trial = 1, Baseline = 0.5, Gain = 0.1, Threshold = 0.01 });
    }
}
