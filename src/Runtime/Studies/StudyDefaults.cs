using HyperScaffold.Samplers;

namespace HyperScaffold.Studies;

/// <summary>What a study uses where its options say nothing.</summary>
internal static class StudyDefaults
{
    /// <summary>Gets the sampler for parameters that the study's own does not know.</summary>
    public static ISampler Random { get; } = new UniformSampler();

    /// <summary>Gets the sampler of a study.</summary>
    public static ISampler Sampler { get; } = new UniformSampler();
}
