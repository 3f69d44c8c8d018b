namespace Digits;

/// <summary>The rows to train on, to choose by, and the test rows that no trial sees.</summary>
public static class Data
{
    /// <summary>Decides which row falls into which part; all trials share the parts.</summary>
    public const int SplitSeed = 0;
#if (digits)

    private const string File = "data/digits.csv.gz";
    private const int TrainRows = 1200;
    private const int ValidationRows = 300;
    private const int TestRows = 297;
    private const int LargestValue = 16;

    /// <summary>Cells of ink along each side of a picture.</summary>
    public const int Side = 8;

    public const int Inputs = Side * Side;

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
#if (mnist)

    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 28;

    public const int Inputs = Side * Side;

    public const int Classes = 10;

    private static readonly Lazy<DataSplit> Loaded = new(Load);

    public static DataSplit Split => Loaded.Value;

    // a sixth of the training pictures, 10,000 of MNIST's, is what trials are judged by; its test pictures stay unseen
    private static DataSplit Load()
    {
        using var all = Read("train");
        return DataSplit.Stratified(all, all.Count - (all.Count / 6), all.Count / 6, Read("t10k"), SplitSeed);
    }

    private static Samples Read(string part)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        return IdxFile.ReadSamples(Path.Combine(folder, part + "-images-idx3-ubyte"), Path.Combine(folder, part + "-labels-idx1-ubyte"));
    }
#endif
#if (ownData)

    private const string File = "data/data.csv";

    private static readonly Lazy<DataSplit> Loaded = new(Load);

    /// <summary>The numbers of a row without the class.</summary>
    public static int Inputs => (int)Split.Train.Features.size(1);
#if (!mlp)

    /// <summary>A row is a picture: its pixels line by line, as many lines as pixels in a line.</summary>
    public static int Side => Inputs == Math.Pow(Math.Round(Math.Sqrt(Inputs)), 2)
        ? (int)Math.Round(Math.Sqrt(Inputs))
        : throw new HyperException($"The rows of data/data.csv hold {Inputs} numbers, which make no square picture. Give pictures such as 8 x 8 = 64 numbers, or change Side in Data.cs and what Model.cs does with it.");
#endif

    public static int Classes => (int)Split.Train.Labels.max().item<long>() + 1;

    public static DataSplit Split => Loaded.Value;

    // a part has nearly the same share of every class
    private static DataSplit Load()
    {
        var all = CsvSamples.Read(Path.Combine(AppContext.BaseDirectory, File));
        var sixth = all.Count / 6;
        return DataSplit.Stratified(all, all.Count - (2 * sixth), sixth, sixth, SplitSeed);
    }
#endif
}
