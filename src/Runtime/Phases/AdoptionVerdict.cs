namespace HyperScaffold.Phases;

/// <summary>Whether a candidate replaces the baseline, and the numbers that say so.</summary>
public sealed record AdoptionVerdict
{
    /// <summary>Gets the number of the winning search trial; null keeps the baseline.</summary>
    public int? Trial { get; init; }

    /// <summary>Gets the best candidate's value: its mean over seeds, or its search value where nothing was retrained.</summary>
    public double? Best { get; init; }

    /// <summary>Gets the baseline's value, taken the same way.</summary>
    public double? Baseline { get; init; }

    /// <summary>Gets the lead of the best candidate over the baseline.</summary>
    public double? Gain { get; init; }

    /// <summary>Gets the smallest lead that is adopted.</summary>
    public double? Threshold { get; init; }

    /// <summary>Gets the standard deviation of the best candidate over its seeds; null without them.</summary>
    public double? Spread { get; init; }

    /// <summary>Gets the noise.</summary>
    public NoiseEstimate Noise { get; init; } = new(0, 0, 0);

    /// <summary>Gets the noise of the candidates alone; a baseline that trains badly is often far noisier than what replaces it.</summary>
    public double CandidateNoise { get; init; }

    /// <summary>Gets why, one sentence with numbers.</summary>
    public required string Because { get; init; }
}
