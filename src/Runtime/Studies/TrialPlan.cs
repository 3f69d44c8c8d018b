using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>What is settled about a trial's values before it suggests any.</summary>
internal sealed class TrialPlan
{
    private static readonly Dictionary<string, object?> Nothing = [];
    private readonly Dictionary<string, object?> _fixed;

    /// <summary>Initializes a new instance of the <see cref="TrialPlan"/> class.</summary>
    /// <param name="trial">The trial, which may have enqueued values.</param>
    /// <param name="space">The space.</param>
    public TrialPlan(FrozenTrial trial, SearchSpace space)
    {
        if (trial.SystemAttributes.IsEmpty || !trial.SystemAttributes.TryGetValue(TrialAttributes.FixedParameters, out var enqueued))
        {
            _fixed = Nothing;
            return;
        }

        _fixed = PythonJson.ReadObject(enqueued).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            if (parameter.Condition is { } condition && condition.Parent == SearchSpace.SwitchPrefix + parameter.Name)
            {
                Switch(parameter.Name, parameter.Distribution);
            }
        }
    }

    /// <summary>Gets the external values that were enqueued, by name.</summary>
    public IReadOnlyDictionary<string, object?> Fixed => _fixed;

    /// <summary>Gets a value indicating whether any were.</summary>
    public bool HasFixed => _fixed.Count > 0;

    /// <summary>Gets or sets what the sampler proposed.</summary>
    public Proposal Proposed { get; set; } = Proposal.Nothing;

    /// <summary>
    /// Where a value was enqueued for a parameter that can be off, but not its switch: a value in the range switches it
    /// on, any other value means "not used".
    /// </summary>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">What it may be when it is on.</param>
    public void Switch(string name, Distribution distribution)
    {
        var flag = SearchSpace.SwitchPrefix + name;
        if (_fixed.TryGetValue(name, out var value) && !_fixed.ContainsKey(flag))
        {
            // what is no number at all is left to the suggestion, which refuses it
            var used = value is not null && (value is not (double or long) || distribution.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
            _fixed[flag] = used;
            if (!used)
            {
                _fixed.Remove(name);
            }
        }
    }

    /// <summary>The enqueued values as a sampler takes them; what does not fit is left out here and refused when it is suggested.</summary>
    /// <param name="space">The space.</param>
    /// <returns>Internal values by name.</returns>
    public ImmutableDictionary<string, double> FixedIn(SearchSpace space) => space.Parameters
        .Where(p => _fixed.ContainsKey(p.Name))
        .Select(p => (p.Name, Value: Internal(p.Distribution, _fixed[p.Name])))
        .Where(p => p.Value is not null)
        .ToImmutableDictionary(p => p.Name, p => p.Value ?? 0, StringComparer.Ordinal);

    /// <summary>The internal value of an enqueued one.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">What it may be.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HyperException">It has another type, or lies outside the range.</exception>
    public double Require(string name, Distribution distribution)
    {
        var value = distribution.ToInternal(_fixed[name]);
        return distribution.Contains(value)
            ? value
            : throw new HyperException($"The value that was enqueued for '{name}' must fit {DistributionJson.Write(distribution)}, but got {PythonText.Float(value)}. Enqueue another value, or widen the range.");
    }

    private static double? Internal(Distribution distribution, object? external)
    {
        try
        {
            return distribution.ToInternal(external) is var value && distribution.Contains(value) ? value : null;
        }
        catch (HyperException)
        {
            return null;
        }
    }
}
