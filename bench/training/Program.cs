using System.Diagnostics;
using System.Text.Json;
using HyperScaffold.Bench.Training;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;
using HyperScaffold.Workers;
using static HyperScaffold.Torch.torch;

[assembly: TuningPlan("bench", Epochs = PhaseBench.Epochs)]

const int Turns = 9;
const int StartUps = 5;
var start = Stopwatch.GetTimestamp();
if (args is ["worker", ..])
{
    return TrainingProgram.Run(args, context => Trainer.Run(() => Networks.Make("phase"), BenchData.Rows, new TrainerOptions(), context));
}

// OpenBLAS reads its number of threads when it is loaded, so a process without the setting starts itself again
if (Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") != "1" || Environment.GetEnvironmentVariable("OMP_NUM_THREADS") != "1")
{
    var again = new ProcessStartInfo(Environment.ProcessPath!, args);
    again.Environment["OPENBLAS_NUM_THREADS"] = again.Environment["OMP_NUM_THREADS"] = "1";
    using var child = Process.Start(again)!;
    child.WaitForExit();
    return child.ExitCode;
}

set_num_threads(1);
var device = Given("--device") ?? "cpu";
var only = Given("--only") ?? string.Empty;
var isCuda = device.StartsWith("cuda", StringComparison.Ordinal);
if (args is [StartUp.Word])
{
    return StartUp.TakeFirstStep(start);
}

using var peer = Peer.Start(Path.Combine(AppContext.BaseDirectory, "pytorch_training.py"), BenchData.File, device);
using var phases = Peer.Start(Path.Combine(AppContext.BaseDirectory, "pytorch_phase.py"), BenchData.File, device);
Console.WriteLine($"libtorch {__version__}, peer PyTorch {peer?.Version ?? "not found"}, {device}, one thread, batch 64, SGD with momentum, digits (1,200 rows);");
Console.WriteLine($"best of several turns, both sides in turn; an epoch with its scoring; a phase is {PhaseBench.Trials} trials of {PhaseBench.Epochs} epochs, without pruning");

List<Row> rows = [];
Epoch("MLP 64-128-10", "mlp1", 30, 0.9);
Epoch("MLP 64-128-128-10", "mlp2", 30, 0.9);
Epoch("CNN 8-16 channels", "cnn", 3, 1);
Epoch("transformer, 1 block", "transformer", 3, 1);
Add("phase, one by one", "s", 3, null, () => PhaseBench.InMemory(1, device), OneByOne);
Add("phase, fused", "s", 3, isCuda ? 0.1 : 0.45, () => PhaseBench.InMemory(PhaseBench.Trials, device), OneByOne);
Add("start-up to first step", "s", StartUps, null, StartUp.Ours, _ => StartUp.Peers(peer));
foreach (var (fuse, target) in ((string, double?)[])[("10", 0.8), ("auto", null)])
{
    Add($"2 workers, fuse: {fuse}*", "s", 5, target, () => InWorkers(fuse, 2), _ => InWorkers("none", 2));
}

// what only a GPU can show: 16 bits beside 32, and four processes beside one
if (isCuda)
{
    Add("CNN in bfloat16**", "ms/epoch", Turns, null, () => Ours("cnn", 3, Precision.BFloat16), _ => Ours("cnn", 3, Precision.Float32));
    Add("4 workers, one GPU**", "s", 2, null, () => InWorkers("none", 4), _ => InWorkers("none", 1));
}

// MNIST is not part of the repository: its folder is given
if (Given("--mnist") is { } mnist && "CNN on MNIST by phases".Contains(only, StringComparison.Ordinal))
{
    rows.Add(new Row("CNN on MNIST by phases", "s", Math.Round(await new MnistPhases(mnist, device).Run(), 3), null, null, null));
}

Console.WriteLine($"{"",-26}{"unit",-10}{"ours",10}{"peer",10}{"ratio",8}{"target",8}");
foreach (var row in rows)
{
    Console.WriteLine($"{row.Name,-26}{row.Unit,-10}{row.Ours,10:0.000}{row.Peer,10:0.000}{row.Ratio,8:0.00}{row.Target,8:0.00}");
}

Console.WriteLine(isCuda ? "** beside our own in 32 bits, and beside our own single worker" : string.Empty);
Console.WriteLine("* beside our own unfused phase in two workers; start-up: at most 0.5 s, beside Python's import of torch");
Console.WriteLine(JsonSerializer.Serialize(new { bench = "training", rows }, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
return 0;

double? OneByOne(int turn) => phases?.Seconds($"{PhaseBench.Trials} {PhaseBench.Epochs} {PhaseBench.Hidden} {turn % 2}");

double InWorkers(string fuse, int workers) => PhaseBench.InWorkers(fuse, device, workers).GetAwaiter().GetResult();

double Ours(string network, int epochs, Precision precision)
{
    var options = new TrainerOptions { LearningRate = 0.01, Precision = precision };
    var context = new TrialContext { Epochs = epochs, Seed = 1, Device = device };
    return Trainer.Run(() => Networks.Make(network), network == "cnn" ? BenchData.Images : BenchData.Rows, options, context).Sum(e => e.Seconds) * 1000 / epochs;
}

void Epoch(string name, string network, int epochs, double target) =>
    Add(name, "ms/epoch", Turns, target, () => Ours(network, epochs, Precision.Float32), turn => peer?.Seconds($"{network} {epochs} {turn % 2}") * 1000 / epochs);

void Add(string name, string unit, int turns, double? target, Func<double> ours, Func<int, double?> peers)
{
    if (name.Contains(only, StringComparison.Ordinal))
    {
        rows.Add(Row.Of(name, unit, turns, target, ours, peers));
    }
}

string? Given(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
