using HyperScaffold.Samplers;
using HyperScaffold.Spaces;

namespace HyperScaffold.Studies;

/// <summary>Draws every parameter uniformly on its scale.</summary>
internal sealed class UniformSampler : ISampler
{
    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = request.Fixed.ToBuilder();
        foreach (var p in request.Space.Parameters.Where(p => !values.ContainsKey(p.Name) && p.IsActive(values)))
        {
            values[p.Name] = Draw(p.Distribution, request.Random(p.Name));
        }

        return new Proposal { Values = values.ToImmutable() };
    }

    private static double Draw(Distribution distribution, RandomSource random) => distribution switch
    {
        CategoricalDistribution c => random.NextIndex(c.Choices.Count),
        IntDistribution i => i.Low + (random.NextIndex((int)((i.High - i.Low) / i.Step) + 1) * i.Step),
        FloatDistribution { Log: true } f => Math.Clamp(Math.Exp(random.NextUniform(Math.Log(f.Low), Math.Log(f.High))), f.Low, f.High),
        FloatDistribution { Step: { } s } f => f.Low + (random.NextIndex((int)Math.Round((f.High - f.Low) / s) + 1) * s),
        FloatDistribution f => random.NextUniform(f.Low, f.High),
        _ => 0,
    };
}
