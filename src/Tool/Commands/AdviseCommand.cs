using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HyperScaffold.Tool.Advice;
using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Says whether to tune at all, and how.</summary>
/// <param name="services">What commands get.</param>
[Command("advise", Description = "Say whether to tune at all, and then by hand, by grid, at random or with a model")]
[Example("advise", "ask for what is needed; in a project, for what its plan and its phases do not say")]
[Example("advise --time 30m --epoch 20s --epochs 30 --params 2", "answer without questions")]
[Example("advise --fine-tune --json", "the advice as JSON")]
[ExitCodes("an advice was given")]
internal sealed class AdviseCommand(ToolServices services)
{
    private const int UsualEpochs = 10;

    /// <summary>Gets the time there is.</summary>
    [Option("--time <DURATION>", Description = "The time there is, such as 30m, 8h or 2d (default: the plan's budget.hours)")]
    public string? Time { get; }

    /// <summary>Gets the time of an epoch.</summary>
    [Option("--epoch <DURATION>", Description = "The time of one epoch, such as 20s (default: as measured in this project)")]
    public string? Epoch { get; }

    /// <summary>Gets the epochs of a training.</summary>
    [Option("--epochs <COUNT>", Description = "The epochs of a training (default: the plan's, or 10)")]
    [Range(1, 1_000_000)]
    public int? Epochs { get; }

    /// <summary>Gets the parameters to tune.</summary>
    [Option("--params <COUNT>", Description = "The parameters to tune (default: what the plan's phases tune)")]
    [Range(1, 1000)]
    public int? Parameters { get; }

    /// <summary>Gets the workers.</summary>
    [Option("--workers <COUNT>", Description = "The trainings that run at once (default: as in a phase of this project, or 1)")]
    [Range(1, 100_000)]
    public int? Workers { get; }

    /// <summary>Gets the rows of the training data.</summary>
    [Option("--rows <COUNT>", Description = "The rows of the training data")]
    [Range(1, int.MaxValue)]
    public int? Rows { get; }

    /// <summary>Gets a value indicating whether the model underfits.</summary>
    [Option("--underfits", Description = "The model does not even fit its training data")]
    public bool Underfits { get; }

    /// <summary>Gets a value indicating whether a known model is fine-tuned.</summary>
    [Option("--fine-tune", Description = "A known model is fine-tuned, whose defaults are known to work")]
    public bool FineTunes { get; }

    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder, where it has one)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the advice as JSON")]
    public bool Json { get; }

    /// <summary>Gives the advice.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        var project = Project();
        var interview = new Interview(services.Terminal, services.Shutdown.Token);
        var asks = interview.IsPossible && (Time is null || Epoch is null || Parameters is null);
        var situation = Known(project);
        if (asks)
        {
            situation = AskWhetherAtAll(situation, interview);
        }

        // where nothing is to be tuned anyway, no time need be known
        var advice = Advisor.NotYet(situation);
        if (advice is null)
        {
            situation = Complete(situation, project, asks ? interview : null);
            advice = Advisor.Advise(situation);
        }

        Show(situation, advice);
        return ExitCode.Done;
    }

    // an advice is of use outside a project too, and while its plan has mistakes
    private ProjectNumbers? Project()
    {
        try
        {
            return ProjectNumbers.Read(ProjectFolder.Open(ProjectDirectory, services.Environment), services.Environment);
        }
        catch (UsageException e) when (ProjectDirectory is null)
        {
            if (File.Exists(Path.Combine(services.Environment.CurrentDirectory, ProjectFolder.PlanName)))
            {
                services.Terminal.Say($"No numbers of a plan: {e.Message.Split('\n')[0]}");
            }

            return null;
        }
    }

    private Situation Known(ProjectNumbers? project) => new()
    {
        Epochs = Epochs ?? project?.Epochs ?? UsualEpochs,
        Workers = Workers ?? project?.Workers ?? 1,
        Rows = Rows,
        Underfits = Underfits || project?.Underfits is not null,
        UnderfitsBecause = project?.Underfits,
        FineTunes = FineTunes,
        HasProject = project is not null,
    };

    // the first answer that speaks against tuning ends the questions
    private static Situation AskWhetherAtAll(Situation s, Interview interview)
    {
        if (Advisor.NotYet(s) is null)
        {
            s = s with { Underfits = !interview.Yes("--underfits", "Does the model fit its training data? [Y/n]", otherwise: true) };
        }

        if (Advisor.NotYet(s) is null)
        {
            s = s with { FineTunes = interview.Yes("--fine-tune", "Is it a known model that is fine-tuned? [y/N]", otherwise: false) };
        }

        return Advisor.NotYet(s) is null && s.Rows is null
            ? s with { Rows = interview.CountOrNothing("--rows", "How many rows has the training data (nothing where unknown)?") }
            : s;
    }

    private Situation Complete(Situation known, ProjectNumbers? project, Interview? interview)
    {
        interview ??= new Interview(services.Terminal, services.Shutdown.Token);
        return known with
        {
            Seconds = Read("--time", Time) ?? project?.Seconds ?? interview.Seconds("--time", "How much time is there (30m, 8h, 2d)?"),
            EpochSeconds = Read("--epoch", Epoch) ?? project?.EpochSeconds ?? interview.Seconds("--epoch", "How long does one epoch take (20s)?"),
            Parameters = Parameters ?? project?.Parameters ?? interview.Count("--params", "How many parameters are to be tuned (2)?"),
        };
    }

    private static double? Read(string option, string? given) => given is null
        ? null
        : Duration.Parse(given) ?? throw new UsageException($"{option} must be a duration such as 20s, 30m, 8h or 2d, but got '{Terminal.Clean(given)}'. Write a number above 0 and a unit.");

    private void Show(Situation situation, Recommendation advice)
    {
        if (Json)
        {
            services.Terminal.Out.WriteLine(JsonSerializer.Serialize(Record(situation, advice), JsonText.Pretty));
            return;
        }

        services.Terminal.Write(advice.Verdict);
        advice.Reasons.ToImmutableList().ForEach(r => services.Terminal.Write($"  because {r}"));
        foreach (var step in advice.Steps)
        {
            services.Terminal.Write($"  {(step.Kind == "command" ? "type: " : "write:")}  {step.Text}");
        }
    }

    private static object Record(Situation s, Recommendation advice) => new
    {
        advice.Method,
        advice.Verdict,
        advice.Reasons,
        Steps = advice.Steps.Select(t => new { t.Kind, t.Text }),
        Given = new { Seconds = s.Seconds > 0 ? s.Seconds : (double?)null, EpochSeconds = s.Seconds > 0 ? s.EpochSeconds : (double?)null, s.Epochs, Parameters = s.Seconds > 0 ? s.Parameters : (int?)null, s.Workers, s.Rows, s.Underfits, s.FineTunes },
        Trainings = s.Seconds > 0 ? s.Trainings : (double?)null,
    };
}
