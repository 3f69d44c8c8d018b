using HyperScaffold.Samplers;

namespace HyperScaffold.Studies;

/// <summary>What a study uses where its options say nothing.</summary>
internal static class StudyDefaults
{
    /// <summary>Gets the sampler of a study: the model that suits the space.</summary>
    public static ISampler Sampler { get; } = new AutoSampler();
}
