namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Something that happened to a running command.</summary>
internal abstract record TrainerEvent
{
    private TrainerEvent()
    {
    }

    /// <summary>A line of the protocol came; log lines make no event.</summary>
    /// <param name="What">The line.</param>
    internal sealed record Said(TrainerLine What) : TrainerEvent;

    /// <summary>One of the two outputs ended.</summary>
    internal sealed record OutputEnded : TrainerEvent;

    /// <summary>The process ended.</summary>
    internal sealed record Exited : TrainerEvent;

    /// <summary>The group uses more memory than it may.</summary>
    /// <param name="Bytes">How much.</param>
    internal sealed record TooLarge(long Bytes) : TrainerEvent;

    /// <summary>The run was cancelled.</summary>
    internal sealed record Cancelled : TrainerEvent;
}
