namespace HyperScaffold.Torch.Data;

/// <summary>A dataset in three parts: to train on, to choose by, and one that no trial sees.</summary>
/// <param name="Train">What the weights are fitted to.</param>
/// <param name="Validation">What trials are compared by.</param>
/// <param name="Test">What only the final model is scored on.</param>
public sealed record DataSplit(Samples Train, Samples Validation, Samples Test) : IDisposable
{
    /// <summary>Cuts samples into three parts, each with nearly the same share of every class, in shuffled order.</summary>
    /// <param name="all">The samples.</param>
    /// <param name="train">How many rows to train on, at least 1.</param>
    /// <param name="validation">How many rows to choose by, at least 1.</param>
    /// <param name="test">How many rows to score the final model on, at least 1.</param>
    /// <param name="seed">The seed; the same one gives the same parts everywhere.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="HyperException">The parts are empty, or together larger than the samples.</exception>
    public static DataSplit Stratified(Samples all, int train, int validation, int test, long seed)
    {
        ArgumentNullException.ThrowIfNull(all);
        var parts = StratifiedSplit.Rows(all.Labels.data<long>().ToArray(), [train, validation, test], seed);
        return new DataSplit(all.Take(parts[0]), all.Take(parts[1]), all.Take(parts[2]));
    }

    /// <summary>Splits samples in two, beside a test part of its own.</summary>
    /// <param name="all">The samples.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="validation">The rows to choose by.</param>
    /// <param name="test">The rows that no trial sees; the split owns them.</param>
    /// <param name="seed">Decides which row falls into which part.</param>
    /// <returns>The parts; each has nearly the same share of every class.</returns>
    /// <exception cref="HyperException">A part is empty, or the parts are larger than the samples.</exception>
    public static DataSplit Stratified(Samples all, int train, int validation, Samples test, long seed)
    {
        ArgumentNullException.ThrowIfNull(all);
        var parts = StratifiedSplit.Rows(all.Labels.data<long>().ToArray(), [train, validation], seed);
        return new DataSplit(all.Take(parts[0]), all.Take(parts[1]), test);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }

    /// <summary>A copy on a device; itself when it is there.</summary>
    /// <param name="device">The device.</param>
    /// <param name="streams">True to leave the rows to train on where they are.</param>
    internal DataSplit To(torch.Device device, bool streams = false)
    {
        var here = Train.Features.device;
        return here.type == device.type && (here.index == device.index || here.type == torch.DeviceType.CPU)
            ? this
            : new DataSplit(streams ? Train : Copy(Train, device), Copy(Validation, device), Copy(Test, device));
    }

    /// <summary>Disposes the parts that are not another split's.</summary>
    internal void DisposeBut(DataSplit original)
    {
        foreach (var (copy, part) in ((Samples, Samples)[])[(Train, original.Train), (Validation, original.Validation), (Test, original.Test)])
        {
            if (!ReferenceEquals(copy, part))
            {
                copy.Dispose();
            }
        }
    }

    private static Samples Copy(Samples samples, torch.Device device) => new(samples.Features.to(device), samples.Labels.to(device));
}
