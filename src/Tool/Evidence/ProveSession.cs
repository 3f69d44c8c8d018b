using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Runs experiments one after the other on a project; the laboratory opens when the first of them has to train.</summary>
/// <param name="services">What commands get.</param>
/// <param name="project">The project.</param>
/// <param name="options">How many seeds, and how far.</param>
internal sealed class ProveSession(ToolServices services, ProjectFolder project, ProverOptions options) : IAsyncDisposable
{
    private readonly Terminal _terminal = services.Terminal;
    private Laboratory? _laboratory;

    /// <summary>Gets the project's plan.</summary>
    public Plan Plan { get; } = project.LoadPlan();

    /// <summary>Gets how many worker processes train; null for the plan's number.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets the folder where results are kept, full; null to keep none.</summary>
    public string? Results { get; init; }

    /// <summary>Gets a value indicating whether an experiment runs although its result is kept.</summary>
    public bool Again { get; init; }

    /// <summary>Runs experiments.</summary>
    /// <param name="experiments">The experiments; those that the plan lacks something for are skipped, with a message.</param>
    /// <param name="show">Told each proof as it is there.</param>
    /// <param name="cancellation">Ends it early; trainings that are done and results are kept.</param>
    /// <returns>The proofs.</returns>
    /// <exception cref="HyperException">A training fails, or the project does not build.</exception>
    public async Task<IReadOnlyList<Proof>> RunAsync(ImmutableArray<IExperiment> experiments, Action<Proof> show, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(show);
        var mark = LabFolder.Mark(project);
        var kept = Results is null ? null : new KeptProofs(Results, mark, options);
        var proofs = new List<Proof>();
        foreach (var experiment in experiments.Where(CanRun).ToList())
        {
            var (proof, changed) = Again || kept is null ? (null, null) : kept.Find(experiment, Plan);
            if (proof is null)
            {
                SayWhy(experiment, changed);
                var ends = Results is null ? SearchEnds.None : new SearchEnds(Path.Combine(Results, $"{experiment.Name}.part{KeptProofs.Ending}"), $"{mark} {DesignMark.Of(experiment, Plan, options.Quick)}", options.Quick);
                proof = await RunAsync(experiment, ends, cancellation).ConfigureAwait(false);
                proof = kept?.Keep(proof, Plan, services.Time.GetUtcNow().UtcDateTime) ?? proof;
                ends.Clear();
            }
            else
            {
                _terminal.Say(string.Create(CultureInfo.InvariantCulture, $"prove {experiment.Name}: the result of {proof.Date:yyyy-MM-dd HH:mm} UTC, kept in {kept!.PathOf(experiment)}; --again runs it anew"));
            }

            proofs.Add(proof);
            show(proof);
        }

        return proofs;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_laboratory is not null)
        {
            await _laboratory.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void SayWhy(IExperiment experiment, string? changed)
    {
        if (changed is not null)
        {
            _terminal.Say($"prove {experiment.Name}: {changed} since its result was kept, so it runs anew");
        }
    }

    private bool CanRun(IExperiment experiment)
    {
        if (experiment.Lacks(Plan) is { } lacking)
        {
            _terminal.Say($"prove {experiment.Name}: skipped, since it {lacking}, and {ProjectFolder.PlanName} has none.");
            return false;
        }

        return true;
    }

    private async Task<Proof> RunAsync(IExperiment experiment, SearchEnds ends, CancellationToken cancellation)
    {
        var trainings = (_laboratory ??= await OpenAsync(cancellation).ConfigureAwait(false)).Trainings;
        var start = services.Time.GetTimestamp();
        var prover = new Prover(trainings, Plan, options) { Ends = ends };
        void Progress(int done, int all) => _terminal.Say(string.Create(CultureInfo.InvariantCulture, $"prove {experiment.Name}: {done} of {all} searches done, {trainings.Trained} trainings"));
        var proof = await prover.RunAsync(experiment, Progress, cancellation).ConfigureAwait(false);
        _terminal.Say(string.Create(CultureInfo.InvariantCulture, $"prove {experiment.Name}: done in {services.Time.GetElapsedTime(start).TotalSeconds:0} s, {trainings.Trained} trainings so far"));
        return proof;
    }

    private async Task<Laboratory> OpenAsync(CancellationToken cancellation)
    {
        var laboratory = await Laboratory.OpenAsync(project, services, null, Workers, cancellation).ConfigureAwait(false);
        _terminal.Say(string.Create(CultureInfo.InvariantCulture, $"prove: on {Plan.Name}, {laboratory.Trainings.Epochs} epochs a training; {laboratory.Trainings.Recalled} trainings are there from before"));
        return laboratory;
    }
}
