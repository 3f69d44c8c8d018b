using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Tpe;

namespace HyperScaffold.Studies;

/// <summary>What a study uses where its options say nothing.</summary>
internal static class StudyDefaults
{
    /// <summary>Gets the sampler of a study.</summary>
    public static ISampler Sampler { get; } = new TpeSampler();
}
