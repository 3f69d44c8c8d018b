using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class MaintenanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_stamped_for_Debians_Optuna_opens_there_without_a_flag_and_here_again()
    {
        Fill(_folder.Url());

        Assert.Equal("v3.0.0.d", StorageMaintenance.Stamp(_folder.Url(), "3.1"));
        Assert.Equal("3", Python.Run("""
            import sys, optuna
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            print(len(optuna.load_study(study_name="digits", storage=sys.argv[1]).trials))
            """, _folder.Url()));
        using var storage = StorageFactory.Open(_folder.Url());
        Assert.Single(storage.ListStudies());
    }

    [Fact]
    public void An_upgrade_keeps_a_copy_and_runs_once()
    {
        Fill(_folder.Url());
        StorageMaintenance.Stamp(_folder.Url(), "3.1");

        var copy = StorageMaintenance.Upgrade(_folder.Url());

        Assert.Null(StorageMaintenance.Upgrade(_folder.Url()));
        using var before = StorageFactory.Open("sqlite:///" + copy);
        using var after = StorageFactory.Open(_folder.Url());
        Assert.Equal(3, before.Read(before.FindStudy("digits")!.Id, StudyCursor.Start).Trials.Count);
        Assert.Equal(3, after.Read(after.FindStudy("digits")!.Id, StudyCursor.Start).Trials.Count);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("new")]
    public void An_unknown_version_is_refused(string version)
    {
        Fill(_folder.Url());

        Assert.Contains("--optuna 3.1", Assert.Throws<HyperException>(() => StorageMaintenance.Stamp(_folder.Url(), version)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Contains("that exists", Assert.Throws<HyperException>(() => StorageMaintenance.Upgrade(_folder.Url())).Message, StringComparison.Ordinal);

    [Fact]
    public void What_was_exported_is_imported_without_loss()
    {
        Fill(_folder.Url());
        using var from = StorageFactory.Open(_folder.Url());
        using var to = new MemoryStorage();
        using var lines = new StringWriter();

        StudyLines.Export(from, from.FindStudy("digits")!, lines);
        using var reader = new StringReader(lines.ToString());
        Assert.Equal((1, 3), StudyLines.Import(to, reader));

        using var again = new StringWriter();
        StudyLines.Export(to, to.FindStudy("digits")!, again);
        Assert.Equal(lines.ToString(), again.ToString());
        Assert.Contains("NaN", lines.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Infinity", lines.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"trial\": 0}", "Line 1")]
    [InlineData("{\"study\": \"s\", \"direction\": \"minimize\", \"user_attrs\": {}, \"system_attrs\": {}}\n{\"trial\": 0}", "Line 2")]
    [InlineData("{", "Line 1")]
    public void A_wrong_line_is_named(string text, string expected)
    {
        using var storage = new MemoryStorage();
        using var reader = new StringReader(text);

        Assert.StartsWith(expected, Assert.Throws<HyperException>(() => StudyLines.Import(storage, reader)).Message, StringComparison.Ordinal);
    }

    private static void Fill(string url)
    {
        using var storage = StorageFactory.Open(url);
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        study.SetUserAttribute("note", "ü");
        study.Optimize(t => t.SuggestFloat("x", 0, 1, log: false) + t.SuggestCategorical("kind", [1, 2]), trials: 1);
        var trial = study.Ask();
        trial.SuggestFloat("x", 0, 1);
        trial.Report(double.NaN, 1);
        study.Tell(trial, double.NegativeInfinity);
        study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 0.25, ["kind"] = null });
    }
}
