using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Workers;

namespace HyperScaffold.Tests.Phases;

/// <summary>Evaluates rounds on curves by formula, with the real samplers and the real pruner.</summary>
internal sealed class PruningExecutor(Func<SearchSpace> space, Func<IReadOnlyDictionary<string, object?>, long, IReadOnlyList<double>> curve) : IRoundExecutor
{
    private sealed class Unheard : IProgress<RoundProgress>
    {
        public void Report(RoundProgress value)
        {
            // nobody looks on
        }
    }

    public Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation) =>
        new InProcessRoundExecutor(new ObjectiveRunner(Train), space()).RunAsync(storage, study, order, new Unheard(), cancellation);

    private double Train(Trial trial)
    {
        var values = space().Parameters.ToDictionary(
            p => p.Name,
            p => p.Distribution is FloatDistribution f ? (object?)trial.SuggestFloat(p.Name, f.Low, f.High, f.Log) : throw new NotSupportedException(p.Name),
            StringComparer.Ordinal);
        var step = 0;
        foreach (var value in curve(values, trial.Context.Seed))
        {
            trial.Report(value, ++step);
            if (trial.ShouldPrune())
            {
                throw new TrialPrunedException();
            }
        }

        return trial.BestReported;
    }
}
