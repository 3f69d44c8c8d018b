using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Runs every phase that is left, then trains the tuned model.</summary>
/// <param name="services">What commands get.</param>
[Command("run", Description = "Run every phase that is left, then train the tuned model")]
[Example("run", "from the plan to a trained model")]
[Example("run --yes --json", "in a script: no question, the status as JSON at the end")]
[ExitCodes("every phase is decided and the model is trained", "the project does not build, or its trainings fail")]
internal sealed class RunCommand(ToolServices services) : RunningCommand(services)
{
    /// <inheritdoc/>
    protected override string Name => "run";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(Workbench bench, WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(bench);
        while (PhaseStates.Next(bench.Plan, bench.Book) is { } phase)
        {
            await RunPhaseAsync(bench, settings, phase).ConfigureAwait(false);
        }

        var model = await new FinalTrainer(bench).TrainAsync(Cancellation).ConfigureAwait(false);
        var status = StatusReader.Read(bench.Project, Environment, Time, running: false);
        if (Json)
        {
            Terminal.Out.WriteLine(StatusJson.Write(status));
            return ExitCode.Done;
        }

        StatusTable.Print(status, Terminal);
        Terminal.Write($"Trained model: {bench.Plan.Metric.Name} {Score(model, "validation")}, test {Score(model, "test")}, {(bench.IsCommand ? "recorded in" : "weights")} {FinalTrainer.KeptIn(bench)}");
        return ExitCode.Done;
    }

    private static string Score(IReadOnlyDictionary<string, object?> model, string name) => model.GetValueOrDefault(name) switch
    {
        null => "-",
        var value => PhaseText.Metric(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };
}
