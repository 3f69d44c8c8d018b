using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Where one way to tune ended, for one seed.</summary>
/// <param name="Winner">The external values of all parameters that it chose.</param>
/// <param name="Trials">How many trainings it began.</param>
/// <param name="Epochs">How many epochs it trained while it searched.</param>
/// <param name="ConfirmEpochs">How many epochs it trained to confirm its choice.</param>
internal sealed record ArmEnd(ImmutableSortedDictionary<string, object?> Winner, int Trials, int Epochs, int ConfirmEpochs = 0)
{
    /// <summary>Gets the winner's score as the search saw it; null where there was no search.</summary>
    public double? Seen { get; init; }

    /// <summary>Gets how many epochs the winner trains, where the arm chose that too; null for all.</summary>
    public int? Length { get; init; }

    /// <summary>Gets the rule that was asked about this arm's phases; null where none was.</summary>
    public string? Rule { get; init; }

    /// <summary>Gets a value indicating whether that rule spoke.</summary>
    public bool Spoke { get; init; }
}
