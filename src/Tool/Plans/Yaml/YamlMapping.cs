using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>Keys with their values; each key stands once.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="IsFlow">True for <c>{ a: 1 }</c>, false for one key a line.</param>
/// <param name="Entries">The entries in order.</param>
internal sealed record YamlMapping(PlanLocation Place, int Start, int End, bool IsFlow, ImmutableArray<YamlEntry> Entries) : YamlNode(Place, Start, End)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>Finds the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or null.</returns>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
}
