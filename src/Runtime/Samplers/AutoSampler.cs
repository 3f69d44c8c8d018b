using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>
/// Takes the model that suits the space: a Gaussian process as long as its asks are quick, choices and conditional
/// parameters included, and TPE otherwise. Both start with evenly spread trials.
/// </summary>
public sealed class AutoSampler : ISampler
{
    /// <summary>The most parameters that the Gaussian process is taken for.</summary>
    public const int MostGpParameters = 20;

    /// <summary>The finished trials from which on TPE is taken whatever the space.</summary>
    public const int MostGpTrials = 200;

    // each choice is tried in each climb
    private const int MostGpChoices = 100;

    private readonly GpSampler _gp;
    private readonly TpeSampler _tpe;

    /// <summary>Initializes a new instance of the <see cref="AutoSampler"/> class.</summary>
    /// <param name="startupTrials">The finished trials before a model is used, at least 2; null for what each model needs.</param>
    /// <exception cref="HyperException">The number is out of range.</exception>
    public AutoSampler(int? startupTrials = null)
    {
        _gp = new GpSampler(startupTrials is { } g ? new GpOptions { StartupTrials = g } : null);
        _tpe = new TpeSampler(startupTrials is { } t ? new TpeOptions { StartupTrials = t } : null);
    }

    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.History.Finished.Count < MostGpTrials && SuitsGp(request.Space) && AlwaysExist(request) ? _gp.Propose(request) : _tpe.Propose(request);
    }

    // a study that was told no space learns the parameters, but not that some depend on others; a told condition is known
    private static bool AlwaysExist(SampleRequest request)
    {
        var table = ObservationTable.Of(request.History);
        return request.Space.Parameters.Where(p => p.Condition is null).All(p => table.Column(p.Name, p.Distribution) is not { } column || column.Usable == table.Usable);
    }

    internal static bool SuitsGp(SearchSpace space) =>
        space.Parameters.Count(p => !p.Distribution.IsSingle) is > 0 and <= MostGpParameters
        && space.Parameters.All(p => p.Distribution is not CategoricalDistribution { Choices.Count: > MostGpChoices });
}
