namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>One key of a mapping.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
