using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Tries the claims that rules rest on, by real trainings.</summary>
/// <param name="services">What commands get.</param>
[Command("prove", Description = "Try what a rule claims on this project, with several seeds and intervals; outside a project on digits")]
[Example("prove", "list the experiments")]
[Example("prove HS101", "is the learning rate worth more than the architecture here?")]
[Example("prove --all", "every experiment; Ctrl-C loses nothing, the next run goes on")]
[Example("prove grid-4 --quick", "fewer trials and seeds")]
[ExitCodes("the experiments were run, whatever they showed", "a training fails")]
internal sealed class ProveCommand(ToolServices services)
{
    private const int QuickSeeds = 3;
    private readonly Terminal _terminal = services.Terminal;

    /// <summary>Gets the rule or the experiment.</summary>
    [Argument(0, "code", "A rule such as HS102, or an experiment's name")]
    public string? Code { get; }

    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder; where it has none, a project of digits is made)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets a value indicating whether to run every experiment.</summary>
    [Option("--all", Description = "Run every experiment")]
    public bool All { get; }

    /// <summary>Gets the number of seeds.</summary>
    [Option("--seeds <N>", Description = "Seeds of each arm (default: 5, with --quick 3)")]
    public int? Seeds { get; }

    /// <summary>Gets the number of retrainings.</summary>
    [Option("--retrains <N>", Description = "Fresh seeds that each winner is retrained with (default: 3)")]
    public int? Retrains { get; }

    /// <summary>Gets a value indicating whether to be quick.</summary>
    [Option("--quick", Description = "Fewer trials and seeds, for a first look")]
    public bool Quick { get; }

    /// <summary>Gets the number of worker processes.</summary>
    [Option("-w|--workers <N>", Description = "Worker processes at once (default: the plan's search.workers, or one a core)")]
    public int? Workers { get; }

    /// <summary>Gets the folder of kept results.</summary>
    [Option("--results <DIR>", Description = "Keep the result of each experiment in this folder, and show the ones that are there instead of running them")]
    public string? Results { get; }

    /// <summary>Gets a value indicating whether kept results are not used.</summary>
    [Option("--again", Description = "Run also the experiments whose results are kept")]
    public bool Again { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print what was shown as JSON")]
    public bool Json { get; }

    /// <summary>Gets a value indicating whether to print Markdown.</summary>
    [Option("--markdown", Description = "Print what was shown as sections of a Markdown page")]
    public bool Markdown { get; }

    /// <summary>Runs the experiments.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        var book = new ExperimentBook(services.Time);
        Check();
        if (Code is null && !All)
        {
            List(book);
            return ExitCode.Done;
        }

        var experiments = Code is { } code ? Find(book, code) : book.All;
        var options = new ProverOptions { Seeds = Seeds ?? (Quick ? QuickSeeds : 5), Retrains = Retrains ?? 3, Quick = Quick };
        if (options.Check() is { Count: > 0 } problems)
        {
            throw new UsageException(string.Join(' ', problems));
        }

        return RunAsync(experiments, options).GetAwaiter().GetResult();
    }

    private void Check()
    {
        if (Code is not null && All)
        {
            throw new UsageException($"--all runs every experiment, and '{Terminal.Clean(Code)}' names one: give the one or the other.");
        }

        if (Json && Markdown)
        {
            throw new UsageException("--json and --markdown are two ways to print the same: give one of them.");
        }

        if (Workers < 1)
        {
            throw new UsageException($"There must be at least one worker, but --workers is {Workers}. Leave it out for one a core.");
        }

        if (Again && Results is null)
        {
            throw new UsageException("--again runs experiments whose results are kept, and none are kept without --results. Finished trainings are found again all the same.");
        }
    }

    private void List(ExperimentBook book)
    {
        if (Json)
        {
            _terminal.Out.WriteLine(ProofJson.List(book.All));
            return;
        }

        var rows = book.All.Select(e => (e.Name, Codes: string.Join(", ", e.Codes), e.Title)).ToList();
        var (names, codes) = (rows.Max(r => r.Name.Length), rows.Max(r => r.Codes.Length));
        rows.ForEach(r => _terminal.Write($"{r.Name.PadRight(names)}  {r.Codes.PadRight(codes)}  {r.Title}"));

        _terminal.Say("Run one: dotnet hyper prove order, or all: dotnet hyper prove --all");
    }

    private static ImmutableArray<IExperiment> Find(ExperimentBook book, string code)
    {
        var found = book.Find(code);
        if (!found.IsEmpty)
        {
            return found;
        }

        // every rule has one, which a test sees to
        var shown = Terminal.Clean(code);
        throw new UsageException($"There is no rule or experiment '{shown}'{Spelling.DidYouMean(code, book.All.Select(e => e.Name))} dotnet hyper prove lists them.");
    }

    private async Task<int> RunAsync(ImmutableArray<IExperiment> experiments, ProverOptions options)
    {
        var cancellation = services.Shutdown.Token;
        var project = await OpenAsync(cancellation).ConfigureAwait(false);
        var session = new ProveSession(services, project, options)
        {
            Workers = Workers,
            Results = Results is null ? null : Path.GetFullPath(Results, services.Environment.CurrentDirectory),
            Again = Again,
        };
        await using (session.ConfigureAwait(false))
        {
            var proofs = await session.RunAsync(experiments, proof => Show(proof, session.Plan), cancellation).ConfigureAwait(false);
            if (Json)
            {
                _terminal.Out.WriteLine(ProofJson.Write(proofs));
            }
        }

        return ExitCode.Done;
    }

    private async Task<ProjectFolder> OpenAsync(CancellationToken cancellation)
    {
        var here = Path.Combine(services.Environment.CurrentDirectory, ProjectFolder.PlanName);
        return ProjectDirectory is not null || File.Exists(here)
            ? ProjectFolder.Open(ProjectDirectory, services.Environment)
            : await DigitsProject.MakeAsync(services.Environment, cancellation).ConfigureAwait(false);
    }

    private void Show(Proof proof, Plan plan)
    {
        if (!Json)
        {
            foreach (var line in Markdown ? ProofText.Markdown(proof, plan) : ProofText.Plain(proof, plan))
            {
                _terminal.Write(line);
            }
        }
    }
}
