using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>A list.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="IsFlow">True for <c>[a, b]</c>, false for one item a line.</param>
/// <param name="Items">The items in order.</param>
internal sealed record YamlSequence(PlanLocation Place, int Start, int End, bool IsFlow, ImmutableArray<YamlNode> Items) : YamlNode(Place, Start, End)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
