namespace Digits;

/// <summary>The rows to train on, to choose by, and the test rows that no trial sees.</summary>
public static class Data
{
    /// <summary>Decides which row falls into which part; all trials share the parts.</summary>
    public const int SplitSeed = 0;

    private const string File = "data/digits.csv.gz";
#if (ownData)

    private static readonly Lazy<DataSplit> Loaded = new(Load);

    /// <summary>The numbers of a row without the class.</summary>
    public static int Inputs => (int)Split.Train.Features.size(1);

    public static int Classes => (int)Split.Train.Labels.max().item<long>() + 1;

    public static DataSplit Split => Loaded.Value;

    // a part has nearly the same share of every class
    private static DataSplit Load()
    {
        var all = CsvSamples.Read(Path.Combine(AppContext.BaseDirectory, File));
        var sixth = all.Count / 6;
        return DataSplit.Stratified(all, all.Count - (2 * sixth), sixth, sixth, SplitSeed);
    }
#else

    private const int TrainRows = 1200;
    private const int ValidationRows = 300;
    private const int TestRows = 297;
    private const int LargestValue = 16;

    /// <summary>8 x 8 cells of ink.</summary>
    public const int Inputs = 64;

    public const int Classes = 10;

    private static readonly Lazy<DataSplit> Loaded = new(Load);

    public static DataSplit Split => Loaded.Value;

    // rows are grouped by writer in the file, so they are shuffled; a part has nearly the same share of every class
    private static DataSplit Load()
    {
        var all = CsvSamples.Read(Path.Combine(AppContext.BaseDirectory, File), LargestValue);
        return DataSplit.Stratified(all, TrainRows, ValidationRows, TestRows, SplitSeed);
    }
#endif
}
