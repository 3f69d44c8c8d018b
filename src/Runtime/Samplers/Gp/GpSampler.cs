using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Bayesian optimization with a Gaussian process (Jones, Schonlau and Welch 1998): a Matern 5/2 kernel with a length for
/// each parameter, fitted anew to every history, and the logarithm of expected improvement. Meant for few numeric
/// parameters and costly trials. Failed and diverged trials make their surroundings less attractive, pruned ones count
/// with what those came to that stood as they did, running ones by imagined outcomes. Choices count as equal or different; a conditional
/// parameter that does not exist counts as if it stood in its middle. A countable space is used up without repeats.
/// </summary>
public sealed class GpSampler : ISampler
{
    private const int Incumbents = 5;
    private const int MostRunning = 64;

    // beyond it a trial goes where the quasi-random sequence points, since each choice costs a search
    private const int MostTurns = 16;

    // from here on the number of candidates shrinks
    private const int FewTrials = 50;
    private readonly GpOptions _options;
    private readonly QuasiRandomSampler _start = new();

    /// <summary>Initializes a new instance of the <see cref="GpSampler"/> class.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public GpSampler(GpOptions? options = null)
    {
        _options = options ?? new GpOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var set = AxisSet.Of(request);
        var visited = VisitedPoints.Of(set, request);
        if (visited.IsExhausted)
        {
            return Proposal.Exhausted;
        }

        var space = new GpSpace(set);
        var history = GpHistory.Of(space, request, _options);
        if (history.Losses.Count < _options.StartupTrials)
        {
            return _start.Propose(request);
        }

        if (!Array.Exists(set.Axes, a => a.IsFree))
        {
            return set.Propose(set.Fill(a => a.At(0)));
        }

        // trials that were begun just before have no values yet, so what they choose is chosen here too, in their place: else
        // all that a round begins with go to one point
        int[] turns = [.. Unchosen(request), request.Number];
        foreach (var turn in turns.Length > MostTurns ? [] : turns)
        {
            if (Choose((space, history, visited), set, request with { Number = turn }) is not { } point)
            {
                break;
            }

            if (turn == request.Number)
            {
                return set.Propose(point);
            }

            history.Running.Add(space.Encode(point));
        }

        return visited.IsCountable ? set.Propose(visited.Left(request.Random("gp:left"))) : _start.Propose(request);
    }

    private static IEnumerable<int> Unchosen(SampleRequest request) => request.History.Open
        .Where(t => t.State == TrialState.Running && t.Number < request.Number && t.Parameters.IsEmpty && !t.SystemAttributes.ContainsKey(TrialAttributes.FixedParameters) && request.IsPeer(t.Number))
        .Select(t => t.Number)
        .Order();

    private double[]? Choose((GpSpace Space, GpHistory History, VisitedPoints Visited) known, AxisSet set, SampleRequest request)
    {
        var acquisition = Acquisition(known.Space, known.History, request);
        var search = new GpSearch(known.Space, acquisition, request.Random("gp:search"));
        var candidates = Math.Max(1, _options.Candidates * FewTrials / Math.Max(FewTrials, known.History.Valued.Count));
        bool IsNew(double[] x) => !known.History.IsKnown(x) && !acquisition.IsBesideKnown(x);
        return search.Run(Best(set, request), candidates, _options.Climbs).FirstOrDefault(p => !known.Visited.Contains(p) && IsNew(known.Space.Encode(p)));
    }

    private GpAcquisition Acquisition(GpSpace space, GpHistory history, SampleRequest request)
    {
        var running = history.Running.Take(MostRunning).ToArray();
        var fantasies = new Spread(Math.Max(1, running.Length), request.Random("gp:fantasies"));
        double[][] normals = running.Length == 0 ? [] : [.. Enumerable.Range(0, _options.Fantasies).Select(n => Normals(fantasies.At(n)))];
        var loss = Posterior(space, [.. history.Valued], GpTargets.Of(history.Losses), running, normals);
        if (!_options.LearnFromFailures || !history.HasFailures)
        {
            return new GpAcquisition(loss);
        }

        double[] labels = [.. history.Succeeded.Select(s => s ? 1.0 : 0.0)];
        var (targets, share) = (GpTargets.Standardize(labels), labels.Average());
        var success = Posterior(space, [.. history.Finished], targets, [], []);
        return new GpAcquisition(loss, success, (0.5 - share) / Math.Sqrt(share * (1 - share)));
    }

    private static GpPosterior Posterior(GpSpace space, double[][] x, double[] y, double[][] running, double[][] normals) =>
        GpPosterior.Of(new GpFit(x, y, space.Categorical).Fit(), space.Categorical, (x, y), running, normals);

    private static double[] Normals(double[] uniforms) =>
        [.. uniforms.Select(u => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Math.Clamp(u, 1e-12, 1 - 1e-12)))];

    private static List<double[]> Best(AxisSet set, SampleRequest request) =>
        [.. request.History.Finished.Where(t => t.State == TrialState.Complete && t.Value is { } v && double.IsFinite(v))
            .OrderBy(t => ObservationRow.Of(t, request.History.Direction)).Select(set.PointOf).OfType<double[]>().Take(Incumbents)];
}
