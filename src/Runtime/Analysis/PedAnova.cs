using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>
/// Importance of parameters by PED-ANOVA (Watanabe, Bansal and Hutter 2023), with conditional parameters weighed by how
/// often they exist (Baba, Ozaki and Watanabe 2026). It measures influence on reaching the best trials, not variance, and
/// equals Optuna's.
/// </summary>
public static class PedAnova
{
    private const int FewestBest = 2;
    private const double Tiny = 1e-12;

    /// <summary>Ranks the parameters of a study.</summary>
    /// <param name="trials">
    /// The trials; complete ones with a finite value are used, pruned, failed and confirm trials are not. Any order.
    /// </param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>
    /// One entry for each parameter that a complete trial has, most important first. With fewer than three trials nothing
    /// can be told: every raw importance is 0 and the shares are equal. Empty where no trial is complete.
    /// </returns>
    /// <exception cref="HyperException">An option breaks a rule.</exception>
    public static ImmutableArray<ParameterImportance> Evaluate(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, PedAnovaOptions? options = null)
    {
        options ??= new PedAnovaOptions();
        HyperException.ThrowIfAny(nameof(PedAnovaOptions), options.Validate());
        var valued = AnalysisTrials.Valued(trials).ToList();
        var names = valued.SelectMany(t => t.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (valued.Count <= FewestBest)
        {
            return Share(names.ToDictionary(n => n, _ => 0.0, StringComparer.Ordinal));
        }

        var best = Best(valued, direction, options.TargetQuantile);
        var region = options.RegionQuantile == 1.0 ? valued : Best(valued, direction, options.RegionQuantile);
        return Share(names.ToDictionary(n => n, n => Importance(n, best, region, options), StringComparer.Ordinal));
    }

    // ties with the last one belong to the best too
    private static List<FrozenTrial> Best(List<FrozenTrial> trials, StudyDirection direction, double quantile)
    {
        var losses = trials.Select(t => AnalysisTrials.Loss(t.Value!.Value, direction)).Order().ToList();
        var last = Math.Max(FewestBest, (int)Math.Ceiling(quantile * losses.Count));
        return [.. trials.Where(t => AnalysisTrials.Loss(t.Value!.Value, direction) <= losses[last - 1])];
    }

    private static double Importance(string name, List<FrozenTrial> best, List<FrozenTrial> region, PedAnovaOptions options)
    {
        var quantile = best.Count / (double)region.Count;
        var sum = 0.0;
        foreach (var regime in region.Where(t => t.Parameters.ContainsKey(name)).GroupBy(t => t.Parameters[name].Distribution))
        {
            var bestOfRegime = Values(name, best.Where(t => t.Parameters.TryGetValue(name, out var p) && p.Distribution.Equals(regime.Key)));
            if (regime.Key.IsSingle || bestOfRegime.Count == 0)
            {
                continue;
            }

            // theorem of the conditional form: a regime counts by alpha squared over beta
            var regionOfRegime = Values(name, regime);
            var alpha = bestOfRegime.Count / (double)best.Count;
            var beta = regionOfRegime.Count / (double)region.Count;
            sum += alpha * alpha / beta * Divergence(regime.Key, bestOfRegime, regionOfRegime, options);
        }

        return sum * quantile * quantile;
    }

    private static List<double> Values(string name, IEnumerable<FrozenTrial> trials) => [.. trials.Select(t => t.Parameters[name].Internal)];

    // Pearson's divergence of the best from the region
    private static double Divergence(Distribution distribution, List<double> best, List<double> region, PedAnovaOptions options)
    {
        var top = ScottDensity.Of(distribution, best, options.Cells);
        var all = options.Local ? ScottDensity.Of(distribution, region, options.Cells) : null;
        var sum = 0.0;
        for (var k = 0; k < top.Length; k++)
        {
            var p = all is null ? 1.0 / top.Length : all[k] + Tiny;
            var excess = ((top[k] + Tiny) / p) - 1;
            sum += p * excess * excess;
        }

        return sum;
    }

    private static ImmutableArray<ParameterImportance> Share(Dictionary<string, double> raw)
    {
        var sum = raw.Values.Sum();
        return [.. raw.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new ParameterImportance(r.Key, r.Value, sum > 0 ? r.Value / sum : 1.0 / raw.Count))];
    }
}
