using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al. 2011): models where good and where poor trials lie and proposes
/// the candidate whose density among the good ones exceeds that among the poor ones most.
/// </summary>
public sealed class TpeSampler : ISampler
{
    private const int Attempts = 8;
    private readonly TpeOptions _options;
    private readonly ISampler _start;

    /// <summary>Initializes a new instance of the <see cref="TpeSampler"/> class.</summary>
    /// <param name="options">The settings; null for our own defaults.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public TpeSampler(TpeOptions? options = null)
    {
        _options = options ?? new TpeOptions();
        _options.Validate();
        _start = _options.EvenStart ? new QuasiRandomSampler() : new RandomSampler();
    }

    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Usable(request) < _options.StartupTrials)
        {
            return _start.Propose(request);
        }

        var set = AxisSet.Of(request);
        var visited = _options.AvoidRepeats ? VisitedPoints.Of(set, request) : VisitedPoints.None;
        if (visited.IsExhausted)
        {
            return Proposal.Exhausted;
        }

        var groups = Groups(set, ObservationTable.Of(request.History));
        var models = new Dictionary<Axis[], TpeChoice>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var point = Draw(set, groups, models, request, (attempt, visited));
            if (!visited.Contains(point))
            {
                return set.Propose(point);
            }
        }

        return set.Propose(visited.Left(request.Random("tpe:left")));
    }

    private static int Usable(SampleRequest request)
    {
        var table = ObservationTable.Of(request.History);
        if (request.Peers is null)
        {
            return table.Usable;
        }

        var usable = 0;
        foreach (var row in table.Rows)
        {
            usable += row.State != TrialState.Fail && request.IsPeer(row.Number) ? 1 : 0;
        }

        return usable;
    }

    private double[] Draw(AxisSet set, List<Axis[]> groups, Dictionary<Axis[], TpeChoice> models, SampleRequest request, (int Attempt, VisitedPoints Visited) round)
    {
        var point = set.Fill(_ => double.NaN);
        foreach (var group in groups)
        {
            set.Refill(point);
            var free = group.Where(a => a.IsFree && a.IsActive(point)).ToArray();
            if (free.Length == 0)
            {
                continue;
            }

            if (!models.TryGetValue(group, out var choice))
            {
                models[group] = choice = TpeChoice.Of(request, set, free, _options);
            }

            choice.Place(point, request.Random($"tpe:{free[0].Name}:{round.Attempt}"), round.Visited);
        }

        set.Refill(point);
        return point;
    }

    // one group: parameters that exist under the same condition and that the same trials have; parents come before what
    // depends on them. Trials need not have all parameters: a study that was told no space learns it as it goes.
    private List<Axis[]> Groups(AxisSet set, ObservationTable table)
    {
        if (!_options.Multivariate)
        {
            return [.. set.Axes.Select(a => new[] { a })];
        }

        return [.. set.Axes.GroupBy(a => Key(a, table), StringComparer.Ordinal).Select(g => g.ToArray())];
    }

    private string Key(Axis axis, ObservationTable table)
    {
        var column = table.Column(axis.Name, axis.Parameter.Distribution);
        if (axis.Parent < 0 && (column is null || column.Usable == table.Usable))
        {
            return string.Empty;
        }

        return _options.Group ? $"{axis.Parent}:{string.Join(",", axis.Parameter.Condition?.Choices ?? [])}:{column?.Presence}" : axis.Name;
    }
}
