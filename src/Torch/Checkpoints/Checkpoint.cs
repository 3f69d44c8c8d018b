using System.Text.Json;
using System.Text.Json.Serialization;
using HyperScaffold.Torch.Formats;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>A training as it was after an epoch: a safetensors file whose metadata holds the rest.</summary>
/// <param name="Key">Tells the training that it belongs to from all others.</param>
/// <param name="Epochs">What the epochs so far showed.</param>
/// <param name="State">What the training remembers.</param>
internal sealed record Checkpoint(string Key, IReadOnlyList<EpochResult> Epochs, TrainingState State)
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes the file; it appears complete or not at all.</summary>
    /// <exception cref="HyperException">It cannot be written.</exception>
    internal void Save(string path) => SafeTensorsFile.Save(path, State.Tensors, new Dictionary<string, string>
    {
        ["key"] = Key,
        ["epochs"] = JsonSerializer.Serialize(Epochs.Select(Row), Json),
        ["numbers"] = JsonSerializer.Serialize(State.Numbers, Json),
    });

    /// <summary>Reads a file.</summary>
    /// <returns>The checkpoint, its tensors on the CPU in the current dispose scope.</returns>
    /// <exception cref="HyperException">It is damaged.</exception>
    internal static Checkpoint Load(string path)
    {
        var (tensors, metadata) = SafeTensorsFile.LoadAll(path);
        try
        {
            var rows = JsonSerializer.Deserialize<double[][]>(metadata["epochs"], Json) ?? [];
            var numbers = JsonSerializer.Deserialize<Dictionary<string, double>>(metadata["numbers"], Json) ?? [];
            return new Checkpoint(metadata["key"], [.. rows.Select(Epoch)], new TrainingState { Tensors = tensors, Numbers = numbers });
        }
        catch (Exception e) when (e is KeyNotFoundException or JsonException or IndexOutOfRangeException)
        {
            throw new HyperException($"{path} is no checkpoint: {e.Message} Remove it.", e);
        }
    }

    private static double[] Row(EpochResult e) =>
        [e.Number, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy, e.Seconds, e.GradientNorm ?? double.NaN];

    private static EpochResult Epoch(double[] row) => new((int)row[0], row[1], row[2], row[3], row[4], row[5])
    {
        GradientNorm = double.IsNaN(row[6]) ? null : row[6],
    };
}
