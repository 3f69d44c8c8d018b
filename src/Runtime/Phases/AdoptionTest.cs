using System.Globalization;
using HyperScaffold.Trials;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Phases;

/// <summary>
/// Decides whether the best candidate replaces the baseline: its mean over fresh seeds must lead the retrained
/// baseline by more than chance makes the luckiest of so many candidates lead in 5 % of phases without effect.
/// </summary>
internal static class AdoptionTest
{
    // at Dunnett's own point 4.9 % of simulated phases adopted luck, and every second series of 500 would show more than 5 %
    private const double Caution = 1.08;

    // a second look, at more seeds, is a second chance for luck: with it 4.0 % of 40,000 simulated confirmations adopt
    private const double LateCaution = 1.25;

    // so seldom is a steady candidate taken for an unsteady one
    private const double Unsteady = 0.99;

    // of the lead that would be beyond chance then; below it more seeds hardly ever change the verdict
    private const double Promising = 0.65;

    /// <summary>Judges retrained candidates.</summary>
    /// <param name="baseline">The baseline's confirm trials.</param>
    /// <param name="candidates">The confirm trials of all candidates that were retrained at all.</param>
    /// <param name="seeds">How many seeds each was to have; a candidate with fewer values is not adopted.</param>
    /// <param name="floor">The smallest noise to believe.</param>
    /// <param name="direction">Which values are better.</param>
    public static AdoptionVerdict Judge(ConfirmGroup baseline, IReadOnlyList<ConfirmGroup> candidates, int seeds, double floor, StudyDirection direction)
    {
        var whole = candidates.Where(c => c.Values.Length >= seeds).ToList();
        if (Leader(candidates, seeds, direction) is not { } best)
        {
            return new AdoptionVerdict { Because = $"no candidate trained with all {Seeds(seeds)}, so the baseline is kept" };
        }

        var steady = Steady([baseline, .. whole], best);
        var noise = Noise.Pooled([.. steady.Select(c => c.Values)], floor);
        var verdict = new AdoptionVerdict { Best = best.Mean, Spread = best.Spread, Noise = noise, CandidateNoise = Noise.Pooled([.. whole.Select(c => c.Values)], floor).Deviation, Because = string.Empty };
        if (baseline.Values.IsEmpty)
        {
            return verdict with { Trial = best.Trial, Because = Invariant($"the baseline does not train, and the best candidate reaches {PhaseText.Metric(best.Mean)}") };
        }

        var caution = best.Values.Length > seeds ? LateCaution : Caution;
        var threshold = caution * Point(candidates.Count, noise.Degrees, best.Values.Length, baseline.Values.Length) * noise.Deviation;
        var lead = PhaseTrials.Lead(best.Mean, baseline.Mean, direction);
        return verdict with
        {
            Baseline = baseline.Mean,
            Gain = lead,
            Threshold = threshold,
            Trial = lead > threshold ? best.Trial : null,
            Because = Sentence(lead, threshold, Seeds(best.Values.Length), best.Mean, baseline.Mean),
        };
    }

    /// <summary>The candidate that is judged: of those with the most seeds the one with the best mean.</summary>
    /// <param name="candidates">The candidates' confirm trials.</param>
    /// <param name="seeds">How many seeds each was to have, at least 1.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The candidate; null where none trained with all seeds.</returns>
    public static ConfirmGroup? Leader(IReadOnlyList<ConfirmGroup> candidates, int seeds, StudyDirection direction) => candidates
        .Where(c => c.Values.Length >= seeds)
        .OrderByDescending(c => c.Values.Length)
        .ThenByDescending(c => PhaseTrials.Lead(c.Mean, 0, direction))
        .FirstOrDefault();

    /// <summary>Tells whether more seeds for leader and baseline could well show a lead to be beyond chance that is not yet.</summary>
    /// <param name="baseline">The baseline's confirm trials.</param>
    /// <param name="candidates">The candidates' confirm trials.</param>
    /// <param name="seeds">How many seeds each was to have, and how many more the leader would get.</param>
    /// <param name="floor">The smallest noise to believe.</param>
    /// <param name="direction">Which values are better.</param>
    public static bool CouldTell(ConfirmGroup baseline, IReadOnlyList<ConfirmGroup> candidates, (int Each, int More) seeds, double floor, StudyDirection direction)
    {
        var verdict = Judge(baseline, candidates, seeds.Each, floor, direction);
        if (verdict is not { Trial: null, Gain: > 0 and { } lead })
        {
            return false;
        }

        var point = Point(candidates.Count, verdict.Noise.Degrees + (2 * seeds.More), seeds.Each + seeds.More, baseline.Values.Length + seeds.More);
        return lead > Promising * LateCaution * point * verdict.Noise.Deviation;
    }

    /// <summary>Judges by the search trials alone, where confirming is switched off or could not run.</summary>
    /// <param name="baseline">The baseline's search trial.</param>
    /// <param name="best">The best search trial.</param>
    /// <param name="noise">What is known of the noise.</param>
    /// <param name="direction">Which values are better.</param>
    public static AdoptionVerdict JudgeUnconfirmed(FrozenTrial? baseline, FrozenTrial best, double noise, StudyDirection direction)
    {
        if (baseline is not { State: TrialState.Complete, Value: { } reference })
        {
            return new AdoptionVerdict { Trial = best.Number, Best = best.Value, Because = $"the baseline did not complete, and trial {best.Number} reaches {PhaseText.Metric(best.Value)}" };
        }

        var threshold = Caution * DunnettTable.Point(1, null) * noise * Math.Sqrt(2);
        var lead = PhaseTrials.Lead(best.Value ?? reference, reference, direction);
        var leads = best.Number != baseline.Number && lead > threshold;
        return new AdoptionVerdict
        {
            Trial = leads ? best.Number : null,
            Best = best.Value,
            Baseline = reference,
            Gain = lead,
            Threshold = threshold,
            Noise = new NoiseEstimate(noise, 0, noise),
            CandidateNoise = noise,
            Because = best.Number == baseline.Number ? "no trial was better than the baseline" : Sentence(lead, threshold, "one seed", best.Value, reference),
        };
    }

    // a candidate that is neither compared nor as steady as the others (the F test of its variance) says nothing of the noise of those that are
    private static List<ConfirmGroup> Steady(List<ConfirmGroup> groups, ConfirmGroup best)
    {
        static double Squares(IEnumerable<ConfirmGroup> of) => of.Where(g => g.Values.Length > 1).Sum(g => g.Values.Sum(v => Math.Pow(v - g.Mean, 2)));
        static int Degrees(IEnumerable<ConfirmGroup> of) => of.Sum(g => Math.Max(0, g.Values.Length - 1));
        var others = groups.FindAll(g => g.Trial is not null && g.Trial != best.Trial);
        if (others.MaxBy(g => Squares([g]) / Math.Max(1, Degrees([g]))) is not { Values.Length: > 1 } loosest)
        {
            return groups;
        }

        var rest = groups.FindAll(g => g != loosest);
        var most = FisherSnedecor.InvCDF(Degrees([loosest]), Math.Max(1, Degrees(rest)), Unsteady) * Squares(rest) / Math.Max(1, Degrees(rest));
        return Squares(rest) > 0 && Squares([loosest]) / Degrees([loosest]) > most ? Steady(rest, best) : groups;
    }

    // how many deviations the difference of two means must be
    private static double Point(int candidates, int degrees, int seeds, int baselineSeeds) =>
        DunnettTable.Point(candidates, degrees) * Math.Sqrt((1.0 / seeds) + (1.0 / baselineSeeds));

    private static string Sentence(double lead, double threshold, string over, double? best, double baseline)
    {
        var (lead4, threshold4) = (PhaseText.Metric(Math.Abs(lead)), PhaseText.Metric(threshold));
        if (lead > threshold)
        {
            var chance = threshold > 0 ? $", and {threshold4} is beyond chance" : "; nothing is known of the noise, so any lead counts";
            return $"{PhaseText.Metric(best)} against {PhaseText.Metric(baseline)} for the baseline over {over}: a lead of {lead4}{chance}";
        }

        var judged = lead < 0 ? $"it trails by {lead4}" : $"a lead of {lead4} is within chance";
        var seen = threshold > 0 ? $"a lead of {threshold4} could have been seen" : "nothing is known of the noise, so any lead would have counted";
        return $"the best candidate has {PhaseText.Metric(best)} and the baseline {PhaseText.Metric(baseline)} over {over}: {judged}; {seen}";
    }

    private static string Seeds(int count) => Invariant($"{count} fresh {(count == 1 ? "seed" : "seeds")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
