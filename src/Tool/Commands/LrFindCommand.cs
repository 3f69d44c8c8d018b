using System.Globalization;
using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Editing;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Finds a range for the learning rate by short trainings over an exponential range.</summary>
/// <param name="services">What commands get.</param>
[Command("find", Description = "Train shortly at rates from 1e-6 to 10, with several seeds, and say which range to search")]
[Example("lr find", "show the curve and the range")]
[Example("lr find --apply", "write the range into hyper.yaml too")]
[Example("lr find --from 1e-8 --to 1 --points 17", "another sweep")]
[ExitCodes("a range was found", "no range can be told, or the trainings fail")]
internal sealed class LrFindCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    private const double LengthShare = 0.1;

    /// <summary>Gets the smallest rate.</summary>
    [Option("--from <RATE>", Description = "The smallest rate (default: 1e-6)")]
    public double? From { get; }

    /// <summary>Gets the largest rate.</summary>
    [Option("--to <RATE>", Description = "The largest rate (default: 10)")]
    public double? To { get; }

    /// <summary>Gets the number of rates.</summary>
    [Option("--points <N>", Description = "How many rates (default: 15)")]
    public int? Points { get; }

    /// <summary>Gets the number of seeds.</summary>
    [Option("--seeds <N>", Description = "Trainings of each rate, with different seeds (default: 3)")]
    public int? Seeds { get; }

    /// <summary>Gets the length of a training.</summary>
    [Option("--epochs <N>", Description = "How long each trains (default: a tenth of the plan's epochs)")]
    public int? Epochs { get; }

    /// <summary>Gets the parameter's name.</summary>
    [Option("--parameter <NAME>", Description = "The learning rate's name (default: the parameter of that role)")]
    public string? Parameter { get; }

    /// <summary>Gets the number of worker processes.</summary>
    [Option("-w|--workers <N>", Description = "Worker processes at once (default: the plan's search.workers, or one a core)")]
    public int? Workers { get; }

    /// <summary>Gets a value indicating whether to write the range into the plan.</summary>
    [Option("--apply", Description = "Set the parameter's low and high in hyper.yaml")]
    public bool Apply { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the curve and the range as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return RunAsync(project).GetAwaiter().GetResult();
    }

    private async Task<int> RunAsync(ProjectFolder project)
    {
        var plan = project.LoadPlan();
        var rate = Find(plan);
        var sweep = new RateSweep { Parameter = rate.Name, Values = project.LoadDecisions().Tuned(plan) };
        sweep = sweep with { From = From ?? sweep.From, To = To ?? sweep.To, Points = Points ?? sweep.Points, Seeds = Seeds ?? sweep.Seeds };
        if (sweep.Check() is [var problem, ..])
        {
            throw new UsageException(problem.ToString());
        }

        var epochs = Length(plan);
        var (verdict, measure) = await TrainAsync(project, plan, sweep, epochs).ConfigureAwait(false);
        var range = Around(rate, verdict);
        var applied = Apply && range is { } r && Write(project, rate, r);
        if (Json)
        {
            Terminal.Out.WriteLine(JsonSerializer.Serialize(Record(verdict, (rate.Name, measure, epochs), range, applied), JsonText.Pretty));
        }
        else
        {
            Show(verdict, (rate, measure, epochs), range, applied);
        }

        return range is null ? ExitCode.Failed : ExitCode.Done;
    }

    private int Length(Plan plan)
    {
        var usual = Math.Max(1, (int)Math.Ceiling(plan.Budget.Epochs * LengthShare));
        var epochs = Epochs ?? usual;
        return epochs > 0 && epochs <= plan.Budget.Epochs
            ? epochs
            : throw new UsageException(new Problem("--epochs", Text(epochs), $"a training of a sweep has 1 to {Text(plan.Budget.Epochs)} epochs, as many as the plan's", $"Leave it out for {Text(usual)}").ToString());
    }

    private PlanParameter Find(Plan plan)
    {
        var known = plan.Parameters.Where(p => p.Type == PlanParameterType.Float && p.ConditionParent is null).ToList();
        return known.FirstOrDefault(p => Parameter is null ? p.Role == "learning_rate" : p.Name == Parameter)
            ?? throw new UsageException($"A sweep needs a float parameter without a condition that is a learning rate, but {ProjectFolder.PlanName} has {(Parameter is null ? "none of the role learning_rate" : $"none named '{Terminal.Clean(Parameter)}'")}. Name one of: {string.Join(", ", known.Select(p => p.Name))} (--parameter NAME), or give it role: learning_rate.");
    }

    private async Task<(RateVerdict Verdict, string Measure)> TrainAsync(ProjectFolder project, Plan plan, RateSweep sweep, int epochs)
    {
        var cancellation = services.Shutdown.Token;
        var all = sweep.Points * sweep.Seeds;
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"lr find: {CostText.Count(all, "training")} of {CostText.Count(epochs, "epoch")}: {CostText.Count(sweep.Points, "rate")} from {PhaseText.Value(sweep.From)} to {PhaseText.Value(sweep.To)}, {CostText.Count(sweep.Seeds, "seed")} each; together as long as {(double)all * epochs / plan.Budget.Epochs:0.0} full trainings"));
        var laboratory = await Laboratory.OpenAsync(project, services, epochs, Workers, cancellation).ConfigureAwait(false);
        await using (laboratory.ConfigureAwait(false))
        {
            var (points, measure) = await sweep.RunAsync(laboratory.Trainings, plan.Metric, done => Progress(done, all), cancellation).ConfigureAwait(false);
            return (RateJudge.Judge(points, Math.Max(1, (double)plan.Budget.Epochs / epochs)), measure);
        }
    }

    private void Progress(int done, int all)
    {
        if (done * 4 / all != (done - 1) * 4 / all && done < all)
        {
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"lr find: {done} of {all} trainings done"));
        }
    }

    // a plan's default lies inside its range, hard ends stay where they are, and so does an upper end that the sweep did not reach
    private static (double Low, double High)? Around(PlanParameter rate, RateVerdict verdict)
    {
        if (verdict is not { Low: { } low, High: { } high })
        {
            return null;
        }

        var start = Convert.ToDouble(rate.Default, CultureInfo.InvariantCulture);
        (low, high) = start > 0 && start != rate.Disabled ? (Math.Min(low, start), Math.Max(high, start)) : (low, high);
        high = verdict.IsEdge ? Math.Max(high, rate.High) : high;
        return (rate.Hard.HasFlag(HardEnds.Low) ? Math.Max(low, rate.Low) : low, rate.Hard.HasFlag(HardEnds.High) ? Math.Min(high, rate.High) : high);
    }

    private static bool Write(ProjectFolder project, PlanParameter rate, (double Low, double High) range)
    {
        var shown = Path.Combine(project.Shown, ProjectFolder.PlanName);
        var text = YamlTree.ReadText(project.PlanPath, shown);
        var path = $"parameters.{rate.Name}";
        var edited = PlanEditor.Apply(text, new PlanEdit($"{path}.low", PythonText.Float(range.Low), new PlanEdit($"{path}.high", PythonText.Float(range.High), rate.Log ? null : new PlanEdit($"{path}.scale", "log"))));
        PlanFile.Parse(edited, shown);
        PlanEditor.Save(project.PlanPath, edited);
        return true;
    }

    private void Show(RateVerdict verdict, (PlanParameter Rate, string Measure, int Epochs) about, (double Low, double High)? range, bool applied)
    {
        foreach (var line in RateChart.Draw(verdict, about.Rate.Name, about.Measure))
        {
            Terminal.Write(line);
        }

        foreach (var flag in verdict.Flags)
        {
            Terminal.Write(flag);
        }

        if (range is not { } r)
        {
            Terminal.Write($"No range can be told. {ProjectFolder.PlanName} stays as it is: {PhaseText.Range(about.Rate)}");
            return;
        }

        Terminal.Write($"Search {about.Rate.Name} from {PhaseText.Value(r.Low)} to {PhaseText.Value(r.High)} on a log scale (best after {CostText.Count(about.Epochs, "epoch")}: {PhaseText.Value(verdict.Best)}). The plan has {PhaseText.Range(about.Rate)}.");
        Terminal.Write(applied ? $"{ProjectFolder.PlanName} has the new range. Next: dotnet hyper phase next" : "Write it into the plan with: dotnet hyper lr find --apply");
    }

    private static object Record(RateVerdict verdict, (string Parameter, string Measure, int Epochs) about, (double Low, double High)? range, bool applied) => new
    {
        about.Parameter,
        about.Measure,
        about.Epochs,
        Points = verdict.Points.Select(p => new { p.Rate, Mean = Finite(p.Mean), Spread = Finite(p.Spread), p.Diverged }),
        verdict.Best,
        range?.Low,
        range?.High,
        verdict.Alike,
        verdict.Flags,
        Applied = applied,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double? Finite(double value) => double.IsFinite(value) ? Math.Abs(value) : null;
}
