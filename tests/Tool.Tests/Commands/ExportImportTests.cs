using HyperScaffold.Storage;
using HyperScaffold.Studies;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class ExportImportTests : IDisposable
{
    private readonly StoredFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void What_is_exported_and_imported_exports_the_same_lines()
    {
        Fill("s");
        Fill("twin");

        _place.Done("export", "--out", "all.jsonl");
        Assert.Equal(0, Other("import", "all.jsonl").Code);

        var lines = File.ReadAllText(_place.PathOf("all.jsonl"));
        Assert.Equal(lines, Other("export").Out);
        Assert.Equal(10, lines.TrimEnd().Split('\n').Length);
        Assert.Contains("123456789012345678901234567890", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_another_may_be_given()
    {
        Fill("s");
        File.WriteAllText(_place.PathOf("s.jsonl"), _place.Done("export", "s"));

        var refused = _place.Run("import", "s.jsonl");
        _place.Done("import", "s.jsonl", "--as", "again");

        Assert.Equal(1, refused.Code);
        Assert.Contains("Line 1: A study's name must be new, but 's' exists", refused.Error, StringComparison.Ordinal);
        Assert.Equal(_place.Done("export", "s").Replace("\"study\": \"s\"", "\"study\": \"again\"", StringComparison.Ordinal), _place.Done("export", "again"));
    }

    [Theory]
    [InlineData("cut", "Line 4: ")]
    [InlineData("missing", "Line 4: Trials stand in the order of their numbers, so trial 2 was to come, but got 3.")]
    [InlineData("end", "Line 5: The study 's' of line 1 announces 4 trials, but 3 follow.")]
    [InlineData("state", "Line 3: ")]
    [InlineData("nan", "Line 3: A trial's value must not be NaN.")]
    [InlineData("first", "Line 1: A trial needs a line with its study before it.")]
    [InlineData("twice", "Line 6: A study stands once, but 's' stands twice.")]
    [InlineData("scalar", "Line 1: A line must be a JSON object")]
    public void A_wrong_line_is_named_and_nothing_is_written(string damage, string expected)
    {
        Fill("s");
        var lines = _place.Done("export").TrimEnd().Split('\n');
        string[] damaged = damage switch
        {
            "cut" => [.. lines[..3], lines[3][..30]],
            "missing" => [.. lines[..3], .. lines[4..]],
            "end" => lines[..^1],
            "state" => [.. lines[..2], lines[2].Replace("\"pruned\"", "\"resting\"", StringComparison.Ordinal), .. lines[3..]],
            "nan" => [.. lines[..2], lines[2].Replace("\"value\": 0.25, \"params\"", "\"value\": NaN, \"params\"", StringComparison.Ordinal), .. lines[3..]],
            "first" => lines[1..],
            "scalar" => ["[1]"],
            _ => [.. lines, .. lines],
        };
        File.WriteAllLines(_place.PathOf("damaged.jsonl"), damaged);

        var run = Other("import", "damaged.jsonl");

        Assert.Equal((1, string.Empty), (run.Code, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("[]\n", Other("study", "list", "--json").Out);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said() => Assert.Equal(2, _place.Run("import", "absent.jsonl").Code);

    private ToolRun Other(params string[] args) => ToolRun.In(_place.Folder, [.. args, "--storage", "sqlite:///other.db"]);

    private void Fill(string name)
    {
        using var storage = StorageFactory.Open("sqlite:///" + _place.PathOf("studies.db"));
        using var study = Study.Create(name, new StudyOptions { Storage = storage });
        storage.SetStudyAttribute(storage.FindStudy(name)!.Id, "large", "123456789012345678901234567890");
        study.Optimize(
            t =>
            {
                var x = t.SuggestFloat("x", 0, 1) + (t.SuggestCategorical("kind", ["ü", null]) is null ? 0 : 1);
                t.Report(t.Number == 1 ? 0.25 : double.NaN, 1);
                return t.Number == 1 ? throw new TrialPrunedException() : t.Number == 2 ? double.PositiveInfinity : x;
            },
            trials: 3);
        study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 0.5 });
    }
}
