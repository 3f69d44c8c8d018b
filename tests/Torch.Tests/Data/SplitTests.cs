using System.IO.Compression;
using HyperScaffold.Torch.Data;

namespace HyperScaffold.Torch.Tests.Data;

public sealed class SplitTests
{
    [Fact]
    public void Parts_have_their_sizes_share_no_row_and_keep_the_shares_of_the_classes()
    {
        long[] labels = [.. Enumerable.Range(0, 1797).Select(i => (long)(i * i) % 10)];
        int[] sizes = [1200, 300, 297];
        var parts = StratifiedSplit.Rows(labels, sizes, 3);
        Assert.Equal(sizes, parts.Select(p => p.Count));
        Assert.Equal(Enumerable.Range(0, 1797), parts.SelectMany(p => p).Order());
        foreach (var part in parts)
        {
            foreach (var group in labels.CountBy(l => l))
            {
                var expected = (double)group.Value * part.Count / labels.Length;
                Assert.InRange(part.Count(row => labels[row] == group.Key), expected - 2, expected + 2);
            }

            Assert.NotEqual(part.Order(), part);
        }
    }

    [Fact]
    public void A_seed_decides_the_parts()
    {
        long[] labels = [.. Enumerable.Range(0, 100).Select(i => (long)i % 3)];
        Assert.Equal(StratifiedSplit.Rows(labels, [50, 20], 1), StratifiedSplit.Rows(labels, [50, 20], 1));
        Assert.NotEqual(StratifiedSplit.Rows(labels, [50, 20], 1), StratifiedSplit.Rows(labels, [50, 20], 2));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(8, 3)]
    public void Parts_that_cannot_be_cut_are_refused(int first, int second) =>
        Assert.Contains($"{first} + {second}", Assert.Throws<HyperException>(() => StratifiedSplit.Rows([.. new long[10]], [first, second], 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Digits_have_1797_rows_of_64_features_in_0_to_1()
    {
        using var all = CsvSamples.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), 16);
        using var split = DataSplit.Stratified(all, 1200, 300, 297, 0);
        Assert.Equal((1797, 64L), (all.Count, all.Features.size(1)));
        using var largest = all.Features.max();
        Assert.Equal(1, largest.ToDouble());
        Assert.Equal((1200, 300, 297), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void Data_files_with_faults_name_the_file_and_the_line()
    {
        var folder = Directory.CreateTempSubdirectory("hyper-csv");
        try
        {
            var path = Path.Combine(folder.FullName, "rows.csv");
            Assert.Contains("missing", Refusal(path), StringComparison.Ordinal);
            File.WriteAllText(path, string.Empty);
            Assert.Contains("empty", Refusal(path), StringComparison.Ordinal);
            File.WriteAllText(path, "1,2,0\n1,x,1\n");
            Assert.Contains("line 2", Refusal(path), StringComparison.Ordinal);
            File.WriteAllText(path, "1,2,0\n1,1\n");
            Assert.Contains("3 numbers", Refusal(path), StringComparison.Ordinal);
            File.WriteAllText(path, "1,2,-1\n");
            Assert.Contains("class number from 0", Refusal(path), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_damaged_archive_is_said_to_be_damaged()
    {
        var path = Path.GetTempFileName() + ".gz";
        try
        {
            using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                file.Write("1,2,0\n"u8);
            }

            var bytes = File.ReadAllBytes(path);
            bytes[^10] ^= 0xFF;
            bytes[^6] ^= 0xFF;
            File.WriteAllBytes(path, bytes);
            Assert.Contains("damaged", Refusal(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Refusal(string path) => Assert.Throws<HyperException>(() => CsvSamples.Read(path)).Message;
}
