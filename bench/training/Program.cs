using System.Diagnostics;
using System.Text.Json;
using HyperScaffold.Bench.Training;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;
using static HyperScaffold.Torch.torch.nn;

const int Epochs = 30;
const int Turns = 15;
const double Target = 0.9;

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
var file = Path.Combine(AppContext.BaseDirectory, "digits.csv.gz");
using var all = CsvSamples.Read(file, divisor: 16);
using var data = DataSplit.Stratified(all, 1200, 300, 297, seed: 0);
using var peer = Peer.Start(Path.Combine(AppContext.BaseDirectory, "pytorch_mlp.py"), file);
Console.WriteLine($"libtorch {__version__}, peer PyTorch {peer?.Version ?? "not found"}, one thread, batch 64, SGD with momentum, digits (1,200 rows);");
Console.WriteLine($"milliseconds an epoch, scoring included; best of {Turns} turns of {Epochs} epochs, both sides in turn");

Row[] rows = [Measure("MLP 64-128-10", 1), Measure("MLP 64-128-128-10", 2)];
Console.WriteLine($"{"",-22}{"ours",10}{"PyTorch",10}{"ratio",8}{"target",8}");
foreach (var row in rows)
{
    Console.WriteLine($"{row.Name,-22}{row.Ours,10:0.00}{row.Peer,10:0.00}{row.Ratio,8:0.00}{row.Target,8:0.00}");
}

Console.WriteLine(JsonSerializer.Serialize(new { bench = "training", rows }, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
return 0;

Row Measure(string name, int hiddenLayers)
{
    Ours(hiddenLayers);
    var (ours, theirs) = (double.MaxValue, double.MaxValue);
    for (var turn = 0; turn < Turns; turn++)
    {
        ours = Math.Min(ours, Ours(hiddenLayers));
        if (peer is not null)
        {
            theirs = Math.Min(theirs, peer.Seconds(hiddenLayers, Epochs, turn % 2 == 1));
        }
    }

    double? milliseconds = peer is null ? null : Math.Round(theirs * 1000 / Epochs, 3);
    return new Row(name, "ms/epoch", Math.Round(ours * 1000 / Epochs, 3), milliseconds, peer is null ? null : Math.Round(ours / theirs, 3), Target);
}

double Ours(int hiddenLayers)
{
    Module<Tensor, Tensor> Network() => Sequential(Enumerable.Range(0, hiddenLayers)
        .SelectMany(layer => (Module<Tensor, Tensor>[])[Linear(layer == 0 ? 64 : 128, 128), ReLU()])
        .Append(Linear(128, 10)));
    var context = new TrialContext { Epochs = Epochs, Seed = 1 };
    var seconds = 0.0;
    foreach (var epoch in Trainer.Run(Network, data, new TrainerOptions { LearningRate = 0.01 }, context))
    {
        seconds += epoch.Seconds;
    }

    return seconds;
}
