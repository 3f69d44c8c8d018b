using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>
/// Takes the model that suits the space: a Gaussian process for few numbers that always exist, as long as its asks are
/// quick, and TPE otherwise. Both start with evenly spread trials.
/// </summary>
public sealed class AutoSampler : ISampler
{
    /// <summary>The most parameters that the Gaussian process is taken for.</summary>
    public const int MostGpParameters = 6;

    /// <summary>The finished trials from which on TPE is taken whatever the space.</summary>
    public const int MostGpTrials = 200;

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

    // a study that was told no space learns the parameters, but not that some depend on others
    private static bool AlwaysExist(SampleRequest request)
    {
        var table = ObservationTable.Of(request.History);
        return request.Space.Parameters.All(p => table.Column(p.Name, p.Distribution) is not { } column || column.Usable == table.Usable);
    }

    internal static bool SuitsGp(SearchSpace space)
    {
        var free = space.Parameters.Where(p => !p.Distribution.IsSingle).ToList();
        return free.Count is > 0 and <= MostGpParameters && free.TrueForAll(p => p.Condition is null && p.Distribution is not CategoricalDistribution);
    }
}
