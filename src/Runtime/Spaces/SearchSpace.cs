namespace HyperScaffold.Spaces;

/// <summary>
/// The parameters of a study in the order in which a trial suggests them; parents stand before what depends on them.
/// Immutable: <see cref="Float"/>, <see cref="Int"/> and <see cref="Categorical"/> return a longer space.
/// </summary>
public sealed class SearchSpace : IEquatable<SearchSpace>
{
    /// <summary>The prefix of the switch that a parameter with a disabled value gets.</summary>
    public const string SwitchPrefix = "use_";

    private readonly Dictionary<string, SpaceParameter> _byName;

    /// <summary>Initializes a new instance of the <see cref="SearchSpace"/> class.</summary>
    /// <param name="parameters">The parameters, parents first.</param>
    /// <exception cref="HyperException">A name stands twice, or a condition names no earlier categorical parameter.</exception>
    public SearchSpace(params IReadOnlyList<SpaceParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _byName = new Dictionary<string, SpaceParameter>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            CheckCondition(parameter);
            if (!_byName.TryAdd(parameter.Name, parameter))
            {
                throw new HyperException($"A space has each name once, but '{parameter.Name}' stands twice. Rename one.");
            }
        }

        Parameters = [.. parameters];
    }

    /// <summary>Gets the space without parameters, from which others are built.</summary>
    public static SearchSpace Empty { get; } = new();

    /// <summary>Gets the parameters in order.</summary>
    public IReadOnlyList<SpaceParameter> Parameters { get; }

    /// <summary>Finds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The parameter, or null.</returns>
    public SpaceParameter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Adds a float parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, included.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The step, or null.</param>
    /// <param name="disabled">The value outside the range that means "not used"; adds the switch <c>use_NAME</c>.</param>
    /// <param name="condition">When it exists; null means always. Not together with <paramref name="disabled"/>.</param>
    /// <returns>The longer space.</returns>
    public SearchSpace Float(string name, double low, double high, bool log = false, double? step = null, double? disabled = null, ParameterCondition? condition = null) =>
        Add(name, new FloatDistribution(low, high, log, step), CanBeOff(name, disabled, low, high), condition);

    /// <summary>Adds an int parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, included.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The step, at least 1.</param>
    /// <param name="disabled">The value outside the range that means "not used"; adds the switch <c>use_NAME</c>.</param>
    /// <param name="condition">When it exists; null means always. Not together with <paramref name="disabled"/>.</param>
    /// <returns>The longer space.</returns>
    public SearchSpace Int(string name, long low, long high, bool log = false, long step = 1, long? disabled = null, ParameterCondition? condition = null) =>
        Add(name, new IntDistribution(low, high, log, step), CanBeOff(name, disabled, low, high), condition);

    /// <summary>Adds a categorical parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="condition">When it exists; null means always.</param>
    /// <returns>The longer space.</returns>
    public SearchSpace Categorical(string name, IReadOnlyList<object?> choices, ParameterCondition? condition = null) =>
        Add(name, new CategoricalDistribution(choices), switched: false, condition);

    /// <inheritdoc/>
    public bool Equals(SearchSpace? other) => other is not null && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Aggregate(17, HashCode.Combine);

    /// <summary>Refuses a value that means "not used" where it could also be a value in use.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="disabled">The value, or null.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <returns>True where there is such a value.</returns>
    /// <exception cref="HyperException">It lies in the range.</exception>
    internal static bool CanBeOff(string name, double? disabled, double low, double high) => disabled >= low && disabled <= high
        ? throw new HyperException($"A disabled value must lie outside the range, but {name} got {PythonText.Float(disabled.Value)} in [{PythonText.Float(low)}, {PythonText.Float(high)}]. Choose one outside, or leave it out.")
        : disabled.HasValue;

    private SearchSpace Add(string name, Distribution distribution, bool switched, ParameterCondition? condition)
    {
        if (!switched)
        {
            return new SearchSpace([.. Parameters, new SpaceParameter(name, distribution, condition)]);
        }

        var flag = new SpaceParameter(SwitchPrefix + name, new CategoricalDistribution(false, true), condition);
        return new SearchSpace([.. Parameters, flag, new SpaceParameter(name, distribution, new ParameterCondition(flag.Name, [1]))]);
    }

    private void CheckCondition(SpaceParameter parameter)
    {
        if (parameter.Condition is { } condition
            && (_byName.GetValueOrDefault(condition.Parent)?.Distribution is not CategoricalDistribution))
        {
            throw new HyperException($"A condition must name an earlier categorical parameter, but '{parameter.Name}' depends on '{condition.Parent}'. Put the parent first.");
        }
    }
}
