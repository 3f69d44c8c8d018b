using System.Collections.Immutable;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>What became of one run of a command.</summary>
public sealed record CommandOutcome
{
    /// <summary>Gets how it ended.</summary>
    public required CommandEnd End { get; init; }

    /// <summary>Gets why it failed, with the exit code and the end of standard error; empty where it did not fail.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether it failed because a value was NaN: a result of its parameters, not of a fault.</summary>
    public bool IsDiverged { get; init; }

    /// <summary>Gets the reports that were answered, in order.</summary>
    public ImmutableArray<CommandReport> Reports { get; init; } = [];

    /// <summary>Gets the outcome that the script named itself, which overrides its reports; null where it named none.</summary>
    public double? Result { get; init; }

    /// <summary>Gets the score on the test part; null where the script printed none.</summary>
    public double? Test { get; init; }
}
