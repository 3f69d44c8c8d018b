namespace Digits;

/// <summary>
/// MNIST made small enough for thousands of trainings: 5,000 pictures to train on, of 14 x 14 pixels (each the mean of four);
/// 10,000 others to choose by, and the 10,000 test pictures that no trial sees.
/// </summary>
public static class Data
{
    /// <summary>Decides which row falls into which part; all trials share the parts.</summary>
    public const int SplitSeed = 0;

    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 14;

    public const int Inputs = Side * Side;

    public const int Classes = 10;

    private const int TrainRows = 5_000;
    private const int ValidationRows = 10_000;
    private static readonly Lazy<DataSplit> Loaded = new(Load);

    public static DataSplit Split => Loaded.Value;

    private static DataSplit Load()
    {
        using var all = Read("train");
        return DataSplit.Stratified(all, TrainRows, ValidationRows, Read("t10k"), SplitSeed);
    }

    private static Samples Read(string part)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        var whole = IdxFile.ReadSamples(Path.Combine(folder, part + "-images-idx3-ubyte"), Path.Combine(folder, part + "-labels-idx1-ubyte"));
        using var features = whole.Features;
        return new Samples(features.reshape(-1, Side, 2, Side, 2).mean([2, 4]), whole.Labels);
    }
}
