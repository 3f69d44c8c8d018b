using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>A node of a YAML file with its place.</summary>
/// <param name="Place">Line and column of its first character, from 1.</param>
/// <param name="Start">The offset of its first character in the text.</param>
/// <param name="End">The offset behind its last character.</param>
internal abstract record YamlNode(PlanLocation Place, int Start, int End)
{
    /// <summary>Gets the node in words, for messages: <c>a list</c>.</summary>
    public abstract string Kind { get; }
}
