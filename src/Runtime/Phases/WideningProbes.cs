using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;

namespace HyperScaffold.Phases;

/// <summary>The trials that follow a widened range: the winner so far, with that one parameter moved through what was added.</summary>
internal static class WideningProbes
{
    // where in the added part the first trial lies; near its end, so that the next edge shows
    private const double First = 0.9;

    /// <summary>Makes the trials of a widening.</summary>
    /// <param name="view">The phase; its space has the widened range already.</param>
    /// <param name="times">Which widening, from 1.</param>
    public static ImmutableArray<NewTrial> Of(PhaseView view, int times)
    {
        var winner = PhaseTrials.Best(view.Trials, view.Direction);
        var parameter = view.Space.Parameters.FirstOrDefault(p => IsNew(view, p));
        if (winner is null || parameter is null)
        {
            // a study that was lost: the sampler finds its way in the range that holds now
            return [FixedParameters.Waiting(ImmutableDictionary<string, object?>.Empty, RoundNames.Widen(times))];
        }

        var values = winner.Parameters.ToImmutableSortedDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);
        return
        [
            .. Positions(view, parameter, Math.Max(1, view.Quota.Widen(times)))
                .Select(position => RangeScale.At(parameter, position))
                .Distinct()
                .Select(value => parameter.Type == PlanParameterType.Int ? (object)(long)value : value)
                .Select(value => FixedParameters.Waiting(values.SetItem(parameter.Name, value), RoundNames.Widen(times))),
        ];
    }

    private static IEnumerable<double> Positions(PhaseView view, PlanParameter parameter, int count)
    {
        var seen = Seen(view, parameter);
        var (from, to) = parameter.High > seen.High
            ? (RangeScale.Position(parameter, seen.High), 1.0)
            : (RangeScale.Position(parameter, seen.Low), 0.0);
        return Enumerable.Range(0, count).Select(i => from + ((to - from) * First * (count - i) / count));
    }

    private static bool IsNew(PhaseView view, PlanParameter p) =>
        view.Decision.Widened.ContainsKey(p.Name) && Seen(view, p) is var seen && (p.High > seen.High || p.Low < seen.Low);

    // the ends that trials were drawn from so far
    private static (double Low, double High) Seen(PhaseView view, PlanParameter p)
    {
        var ranges = view.Trials
            .Select(t => t.Parameters.GetValueOrDefault(p.Name)?.Distribution)
            .Select(d => d switch
            {
                FloatDistribution f => (f.Low, f.High),
                IntDistribution i => (Low: i.Low, High: i.High),
                _ => (Low: double.PositiveInfinity, High: double.NegativeInfinity),
            })
            .ToList();
        return (ranges.Min(r => r.Low), ranges.Max(r => r.High));
    }
}
