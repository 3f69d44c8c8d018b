using HyperScaffold.Torch.Data;

namespace HyperScaffold.Bench.Training;

/// <summary>The digits that both sides train on.</summary>
internal static class BenchData
{
    private static readonly Lazy<DataSplit> Parts = new(() => Read(flat: true));
    private static readonly Lazy<DataSplit> Pictures = new(() => Read(flat: false));

    internal static string File { get; } = Path.Combine(AppContext.BaseDirectory, "digits.csv.gz");

    internal static DataSplit Rows => Parts.Value;

    internal static DataSplit Images => Pictures.Value;

    private static DataSplit Read(bool flat)
    {
        using var all = CsvSamples.Read(File, divisor: 16);
        using var samples = flat ? null : new Samples(all.Features.reshape(-1, 1, 8, 8), all.Labels.clone());
        return DataSplit.Stratified(samples ?? all, 1200, 300, 297, seed: 0);
    }
}
