using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>One configuration.</summary>
public sealed class Point(SearchSpace space, IReadOnlyDictionary<string, double> values)
{
    public double this[string name] => values[name];

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The base-10 logarithm.</summary>
    public double Log(string name) => Math.Log10(values[name]);

    public string Choice(string name) => (string)space.Find(name)!.Distribution.ToExternal(values[name])!;

    public bool Flag(string name) => values[name] == 1;
}
