using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using HyperScaffold.Workers;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Trains the tuned model once.</summary>
/// <param name="services">What commands get.</param>
[Command("train", Description = "Train the tuned model once; keep its weights and where they came from")]
[Example("train", "train, print validation and test, write model.safetensors and model.json")]
[Example("train --seed 7 --out runs/seven.safetensors", "with another seed, to another file")]
[ExitCodes("the model was trained", "the project does not build, or the training failed")]
internal sealed class TrainCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the training seed.</summary>
    [Option("--seed <N>", Description = "The training seed (default: the plan's)")]
    public long? Seed { get; }

    /// <summary>Gets the file of the weights.</summary>
    [Option("--out <FILE>", Description = "The file of the weights (default: model.safetensors; .pt is PyTorch's format); FILE.json says where they came from")]
    public string? Out { get; }

    /// <summary>Gets the device.</summary>
    [Option("--device <NAME>", Description = "The device as PyTorch writes it (default: cpu)")]
    public string? Device { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the outcome as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        using var bench = new Workbench(project, Environment, time);
        var token = services.Shutdown.Token;
        try
        {
            if (bench.IsCommand)
            {
                return TrainByCommand(bench, token);
            }

            var code = new FinalTrainer(bench).PassAsync(Arguments(), token).GetAwaiter().GetResult();
            return code is ExitCode.Done or ExitCode.WrongUse or ExitCode.Interrupted ? code : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            Terminal.Say("hyper: interrupted; no weights were written. Go on from the last checkpoint with: dotnet hyper train");
            return ExitCode.Interrupted;
        }
    }

    private int TrainByCommand(Workbench bench, CancellationToken token)
    {
        var trainer = new CommandFinalTrainer(bench, line => (Json ? (Action<string>)Terminal.Say : Terminal.Write)(line));
        var outFile = Out is null ? null : Path.GetFullPath(Out, Environment.CurrentDirectory);
        var report = trainer.Train((Seed, outFile, DeviceName.Read(Device, LocalMachine.Detect(Environment.Variable(LocalSlots.VisibleDevices)))), token);
        Terminal.Write(Json ? PythonJson.Write(report) : CommandFinalTrainer.InWords(report));
        return ExitCode.Done;
    }

    private IEnumerable<string> Arguments()
    {
        (string Name, string? Value)[] options =
        [
            ("--seed", Seed?.ToString(CultureInfo.InvariantCulture)),
            ("--out", Out is null ? null : Path.GetFullPath(Out, Environment.CurrentDirectory)),
            ("--device", Device),
        ];
        return options.Where(o => o.Value is not null).SelectMany(o => new[] { o.Name, o.Value ?? string.Empty }).Concat(Json ? ["--json"] : []);
    }
}
