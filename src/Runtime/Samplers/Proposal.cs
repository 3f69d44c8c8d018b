using System.Collections.Immutable;

namespace HyperScaffold.Samplers;

/// <summary>What a sampler proposes for one trial.</summary>
public sealed record Proposal
{
    /// <summary>Gets the internal values of every active parameter by name; fixed ones included.</summary>
    public ImmutableDictionary<string, double> Values { get; init; } = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Gets system attributes to store with the trial: JSON text by key.</summary>
    public ImmutableDictionary<string, string> SystemAttributes { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether nothing is left to try, so that the study stops asking (a grid at its end).</summary>
    public bool IsExhausted { get; init; }

    /// <summary>Gets the proposal that nothing is left to try.</summary>
    public static Proposal Exhausted { get; } = new() { IsExhausted = true };
}
