using System.Collections.Immutable;

namespace HyperScaffold.Samplers.PartialFixed;

/// <summary>Holds some parameters at given values and lets another sampler choose the rest.</summary>
public sealed class PartialFixedSampler : ISampler
{
    private readonly ISampler _inner;
    private readonly ImmutableDictionary<string, object?> _values;

    /// <summary>Initializes a new instance of the <see cref="PartialFixedSampler"/> class.</summary>
    /// <param name="inner">The sampler of the other parameters.</param>
    /// <param name="values">External values by parameter.</param>
    public PartialFixedSampler(ISampler inner, IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(values);
        (_inner, _values) = (inner, values.ToImmutableDictionary(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    /// <exception cref="HyperException">A fixed parameter is not in the space, or its value is not possible.</exception>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = request.Fixed.ToBuilder();
        foreach (var (name, value) in _values.Where(v => !request.Fixed.ContainsKey(v.Key)))
        {
            known[name] = Internal(request, name, value);
        }

        return _inner.Propose(request with { Fixed = known.ToImmutable() });
    }

    private static double Internal(SampleRequest request, string name, object? value)
    {
        var parameter = request.Space.Find(name)
            ?? throw new HyperException($"A fixed parameter must be in the space, but '{name}' is not. Remove it, or add the parameter.");
        var number = parameter.Distribution.ToInternal(value);
        return parameter.Distribution.Contains(number)
            ? number
            : throw new HyperException($"A fixed value must lie in its range, but {name} got {value}. Choose a value inside, or widen the range.");
    }
}
