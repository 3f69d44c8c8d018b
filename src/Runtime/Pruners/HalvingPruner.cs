using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// Asynchronous successive halving (Li et al. 2020): at each rung a trial goes on only if it belongs to the best
/// 1/<see cref="HalvingOptions.ReductionFactor"/> of those that have reached the rung. Trials never wait.
/// </summary>
public sealed class HalvingPruner : IPruner
{
    private readonly HalvingOptions _options;

    /// <summary>Initializes a new instance of the <see cref="HalvingPruner"/> class.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public HalvingPruner(HalvingOptions? options = null)
    {
        _options = options ?? new HalvingOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request) => Decide(request, null);

    internal PruneDecision Decide(PruneRequest request, RungBracket? bracket)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Trial.LastReport is not { } report || FirstRung(request.History) is not { } first)
        {
            return PruneDecision.Continue;
        }

        var attributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
        var rung = 0;
        while (request.Trial.SystemAttributes.ContainsKey(RungTable.Key(rung)))
        {
            rung++;
        }

        for (; report.Step >= first * Math.Pow(_options.ReductionFactor, _options.MinEarlyStoppingRate + rung); rung++)
        {
            if (double.IsNaN(report.Value))
            {
                return PruneDecision.Stop($"At step {report.Step} it reported NaN.") with { SystemAttributes = attributes };
            }

            attributes = attributes.SetItem(RungTable.Key(rung), PythonText.Float(report.Value));
            if (Reason(request, report, rung, bracket) is { } reason)
            {
                return PruneDecision.Stop(reason) with { SystemAttributes = attributes };
            }
        }

        return new PruneDecision { SystemAttributes = attributes };
    }

    private int? FirstRung(TrialHistory history) =>
        _options.MinResource ?? (ReferenceCurves.Of(history).LastStep is { } last ? Math.Max(last / 100, 1) : null);

    private string? Reason(PruneRequest request, IntermediateValue report, int rung, RungBracket? bracket)
    {
        var table = RungTable.Of(request.History);
        var finished = table.Finished(rung, bracket);
        var others = new List<double> { table.Turn(report.Value) };
        foreach (var trial in request.History.Open)
        {
            if (trial.Number != request.Trial.Number && table.Loss(trial, rung) is { } loss && (bracket is null || bracket.Has(trial.Number)))
            {
                others.Add(loss);
            }
        }

        var count = finished.Count + others.Count;
        if (count <= _options.BootstrapCount)
        {
            return $"At step {report.Step} it is among the first {_options.BootstrapCount} on rung {rung}, which only set its mark.";
        }

        others.Sort();
        var mark = table.Turn(RungTable.At(finished, others, Math.Max((count / _options.ReductionFactor) - 1, 0)));
        var (own, best) = Reports.Texts(report.Value, mark);
        return Reports.IsBetter(mark, report.Value, request.Direction)
            ? $"At step {report.Step} its {own} is worse than {best}, the best 1/{_options.ReductionFactor} of {count} trials on rung {rung}."
            : null;
    }
}
