using HyperScaffold.Contracts;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class SqliteStorageTests : StorageContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IStorage Open() => StorageFactory.Open(_folder.Url());

    [Fact]
    public void What_was_told_is_there_after_reopening()
    {
        using (var first = StorageFactory.Open(_folder.Url()))
        {
            var study = first.CreateStudy("digits", StudyDirection.Maximize);
            var claimed = first.Create(study.Id, new ClaimRequest("worker", TimeSpan.FromMinutes(1)));
            first.Append(claimed!.Lease, [new TrialFact.Ended(TrialState.Complete, 0.75)]);
        }

        using var second = StorageFactory.Open(_folder.Url());
        var found = second.FindStudy("digits");

        Assert.Equal(0.75, Assert.Single(second.Read(found!.Id, StudyCursor.Start).Trials).Value);
    }

    // a busy supervisor reads by a second connection, whose first look may come when trials already run
    [Fact]
    public void A_connection_that_first_reads_what_runs_reads_what_is_new_afterwards()
    {
        using var writer = StorageFactory.Open(_folder.Url());
        var study = writer.CreateStudy("digits", StudyDirection.Maximize);
        var claimed = writer.Create(study.Id, new ClaimRequest("worker", TimeSpan.FromMinutes(1)));
        var running = writer.Read(study.Id, StudyCursor.Start).Cursor;
        writer.Append(claimed!.Lease, [new TrialFact.Ended(TrialState.Complete, 0.75)]);

        using var other = StorageFactory.Open(_folder.Url());
        var ended = other.Read(study.Id, running);

        Assert.Equal(0.75, Assert.Single(ended.Trials).Value);
        Assert.Empty(other.Read(study.Id, ended.Cursor).Trials);
    }

    [Fact]
    public void The_file_has_Optunas_revision_and_a_write_ahead_log()
    {
        using var storage = StorageFactory.Open(_folder.Url());
        using var connection = new SqliteConnection($"Data Source={_folder.File("studies.db")};Pooling=False");
        connection.Open();

        Assert.Equal("v3.2.0.a", Ask(connection, "SELECT version_num FROM alembic_version"));
        Assert.Equal(12L, Ask(connection, "SELECT schema_version FROM version_info"));
        Assert.Equal("wal", Ask(connection, "PRAGMA journal_mode"));
    }

    [Fact]
    public void A_study_of_several_objectives_is_named_as_what_it_is_and_left_alone()
    {
        using var storage = StorageFactory.Open(_folder.Url());
        var study = storage.CreateStudy("both", StudyDirection.Minimize);
        Prepare($"INSERT INTO study_directions (direction, study_id, objective) VALUES ('MAXIMIZE', {study.Id}, 1)");

        var error = Assert.Throws<HyperException>(() => storage.FindStudy("both"));

        Assert.Contains("has 2, which only Optuna works with", error.Message, StringComparison.Ordinal);
        Assert.Empty(storage.ListStudies());
        Assert.Null(storage.FindStudy("neither"));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        File.WriteAllText(_folder.File("studies.db"), new string('x', 5000));

        Refused("must be a SQLite file");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Prepare("CREATE TABLE trials (id INTEGER)");

        Refused("another program");
    }

    [Theory]
    [InlineData("v9.0.0.a", "newer")]
    [InlineData("v2.6.0.a", "storage upgrade")]
    public void Another_revision_is_refused_with_the_remedy(string revision, string expected)
    {
        Prepare("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)", $"INSERT INTO alembic_version VALUES ('{revision}')");

        Refused(expected);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(_folder.Url("missing/studies.db")));

        Assert.Contains(_folder.File("missing"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_named()
    {
        Directory.CreateDirectory(_folder.File("studies.db"));

        Refused("is a folder");
    }

    [Theory]
    [InlineData("mysql://user:secret@host/db")]
    [InlineData("sqlite:///")]
    [InlineData("")]
    public void A_wrong_address_is_refused_without_its_password(string url)
    {
        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(url));

        Assert.Contains("sqlite:///path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Prepare(params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("studies.db")};Pooling=False");
        connection.Open();
        foreach (var statement in statements)
        {
            Ask(connection, statement);
        }
    }

    private void Refused(string expected)
    {
        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(_folder.Url()));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
