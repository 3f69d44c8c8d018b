namespace HyperScaffold.Guidance;

/// <summary>A rule that judges a phase that ended or stopped. Pure: it never writes, loads or starts anything.</summary>
public interface IPhaseRule
{
    /// <summary>Gets the code, level, title and sources.</summary>
    RuleInfo Info { get; }

    /// <summary>Judges a phase.</summary>
    /// <param name="phase">The phase with its trials and its verdict.</param>
    /// <returns>The findings; none when the rule holds, or when there is too little evidence to speak.</returns>
    IEnumerable<Finding> Check(FinishedPhase phase);
}
