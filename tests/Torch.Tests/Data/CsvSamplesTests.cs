using System.Text;
using HyperScaffold.Torch.Data;

namespace HyperScaffold.Torch.Tests.Data;

public sealed class CsvSamplesTests : IDisposable
{
    private const string Flowers = "id,\"petal, length\",width,kind\n1,1.5,2,rose\n2,,4,\"the \"\"tulip\"\"\"\n\n3,0.5,6,rose\n";
    private readonly DataFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_with_names_quotes_missing_values_and_text_classes_is_read()
    {
        using var samples = CsvSamples.Read(Write(Flowers), new CsvOptions { Ignore = ["id"], Missing = -2, Divisor = 2 });
        Assert.Equal([0.75f, 1, -1, 2, 0.25f, 3], samples.Features.data<float>().ToArray());
        Assert.Equal([0L, 1, 0], samples.Labels.data<long>().ToArray());
        Assert.Equal(["rose", "the \"tulip\""], samples.ClassNames);
        using var some = samples.Take([1]);
        Assert.Equal(samples.ClassNames, some.ClassNames);
    }

    [Fact]
    public void The_class_may_be_any_column_by_name_or_number_and_cells_may_be_separated_otherwise()
    {
        using var named = CsvSamples.Read(Write("class;a;b\n1;5;6\n0;7;8\n"), new CsvOptions { Separator = ';', Label = "class" });
        using var counted = CsvSamples.Read(Write("1;5;6\n0;7;8\n"), new CsvOptions { Separator = ';', Label = "1" });
        Assert.All([named, counted], s => Assert.Equal([5f, 6, 7, 8], s.Features.data<float>().ToArray()));
        Assert.All([named, counted], s => Assert.Equal([1L, 0], s.Labels.data<long>().ToArray()));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,0\n1,x,0\n", "line 3, column 'b': a feature must be a number, but got 'x'")]
    [InlineData("a,b,c\n1,2,0\n1,,0\n", "line 3, column 'b': a feature must not be empty")]
    [InlineData("1,2,0\n\n1,2,0.5\n", "line 3, column 3: the class must be a class number from 0, but got '0.5'")]
    [InlineData("a,b,c\n1,2\n", "line 2: each row must hold 3 numbers, but this one holds 2")]
    [InlineData("a,b,c\n1,\"2,0\n", "line 2: a quote is not closed")]
    [InlineData("a,b,c\n1,2,red\n1,2,\n", "line 3, column 'c': the class must not be empty")]
    [InlineData("a;b\n1;2\n", "at least 2 numbers")]
    [InlineData("a,b,c\n", "no row")]
    public void A_fault_is_named_with_its_line_and_column(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<HyperException>(() => CsvSamples.Read(Write(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are() =>
        Assert.Contains("no column 'colour'; it has [id, petal, length, width, kind]", Assert.Throws<HyperException>(() => CsvSamples.Read(Write(Flowers), new CsvOptions { Label = "colour" })).Message, StringComparison.Ordinal);

    private string Write(string text) => _files.Write("rows.csv", Encoding.UTF8.GetBytes(text));
}
