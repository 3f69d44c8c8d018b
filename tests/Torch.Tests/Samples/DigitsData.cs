using HyperScaffold.Torch.Data;

namespace Digits;

/// <summary>
/// Handwritten digits: 1,797 images of 8 x 8 pixels from 0 to 16, then the digit. The file groups its rows by writer,
/// so they are shuffled before they are split.
/// </summary>
public static class Data
{
    public const int Features = 64;
    public const int Classes = 10;
    public const int SplitSeed = 0;

    private static readonly Lazy<DataSplit> Parts = new(() => Read(SplitSeed));

    /// <summary>1,200 rows to train on, 300 to choose by, 297 that only the final model sees.</summary>
    public static DataSplit Split => Parts.Value;

    internal static DataSplit Read(long seed)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz");
        using var all = CsvSamples.Read(file, divisor: 16);
        return DataSplit.Stratified(all, train: 1200, validation: 300, test: 297, seed);
    }
}
