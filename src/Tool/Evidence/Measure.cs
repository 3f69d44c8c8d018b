namespace HyperScaffold.Tool.Evidence;

/// <summary>What two arms are compared by.</summary>
internal enum Measure
{
    /// <summary>How much better the one's retrained winner is.</summary>
    Better,

    /// <summary>That the one's retrained winner is no worse, by more than what counts.</summary>
    NoWorse,

    /// <summary>That the one's retrained winner is behind by no more than chance between seeds.</summary>
    WithinNoise,

    /// <summary>That the one's winner, retrained, is no worse on the test rows by more than chance between retrainings.</summary>
    LevelOnTest,

    /// <summary>By how much the one's winner, as its search saw it, is better than the same winner retrained.</summary>
    Falls,

    /// <summary>Which share of the other's epochs the one saves.</summary>
    Saves,
}
