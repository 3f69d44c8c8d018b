using HyperScaffold.Spaces;

namespace HyperScaffold.Studies;

/// <summary>Draws one value uniformly on its scale, for parameters that no sampler knows yet.</summary>
internal static class UniformDraw
{
    /// <summary>Draws a value.</summary>
    /// <param name="distribution">What it may be.</param>
    /// <param name="random">The randomness.</param>
    /// <returns>The internal value.</returns>
    public static double From(Distribution distribution, RandomSource random) => distribution switch
    {
        CategoricalDistribution c => random.NextIndex(c.Choices.Count),
        IntDistribution { Log: true } i => Math.Clamp(Math.Round(Math.Exp(random.NextUniform(Math.Log(i.Low - 0.5), Math.Log(i.High + 0.5)))), i.Low, i.High),
        IntDistribution i => i.Low + (Step(i.Count, random) * i.Step),
        FloatDistribution { Log: true } f => Math.Clamp(Math.Exp(random.NextUniform(Math.Log(f.Low), Math.Log(f.High))), f.Low, f.High),
        FloatDistribution { Step: { } s } f => Math.Min(f.High, f.Low + (Step(f.Count, random) * s)),
        FloatDistribution f => random.NextUniform(f.Low, f.High),
        _ => throw new HyperException($"A distribution must be float, int or categorical, but got {distribution.GetType().Name}."),
    };

    private static long Step(long? count, RandomSource random) => (long)Math.Floor(random.NextDouble() * (count ?? 1));
}
