using System.Collections.Immutable;
using HyperScaffold.Storage;
using HyperScaffold.Workers;

namespace HyperScaffold.Phases;

/// <summary>What a phase does next.</summary>
internal abstract record RoundStep
{
    private RoundStep()
    {
    }

    /// <summary>Trials are put into the queue.</summary>
    /// <param name="Trials">The trials, in order.</param>
    public sealed record Enqueue(ImmutableArray<NewTrial> Trials) : RoundStep;

    /// <summary>Workers run a round.</summary>
    /// <param name="Order">What they are asked for.</param>
    public sealed record Run(RoundOrder Order) : RoundStep;

    /// <summary>A range grows at one end.</summary>
    /// <param name="Edge">The edge that asks for it.</param>
    /// <param name="Range">The range that holds from now on.</param>
    public sealed record Widen(RangeEdge Edge, WidenedRange Range) : RoundStep;

    /// <summary>The verdict is drawn from what is there.</summary>
    public sealed record Finish : RoundStep;

    /// <summary>Every trial failed.</summary>
    /// <param name="Reason">Why the last one did.</param>
    public sealed record Fail(string Reason) : RoundStep;
}
