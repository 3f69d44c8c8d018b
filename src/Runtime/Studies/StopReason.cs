namespace HyperScaffold.Studies;

/// <summary>Why a run of trials stopped.</summary>
public enum StopReason
{
    /// <summary>All trials that were asked for ran.</summary>
    Trials,

    /// <summary>The time was up.</summary>
    Timeout,

    /// <summary>The target value was reached.</summary>
    Target,

    /// <summary>The best value had not improved for long enough.</summary>
    NoImprovement,

    /// <summary>The sampler had nothing left to try.</summary>
    Exhausted,

    /// <summary>A callback stopped it.</summary>
    Stopped,
}
