using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class StorageCommandTests : IDisposable
{
    /// <summary>Files as Optuna 0.9 to 3.0 left them, made by Debian Optuna's own migrations from one file filled by hand.</summary>
    private const string MakeOldFiles = """
        import os, shutil, sqlite3
        import optuna.storages._rdb as rdb
        from alembic import command
        from alembic.config import Config
        folder = os.path.dirname(rdb.__file__)
        def config(name):
            c = Config(os.path.join(folder, "alembic.ini"))
            c.set_main_option("script_location", os.path.join(folder, "alembic"))
            c.set_main_option("sqlalchemy.url", "sqlite:///" + name)
            return c
        command.upgrade(config("v0.9.0.a.db"), "v0.9.0.a")
        db = sqlite3.connect("v0.9.0.a.db")
        db.executescript('''
            INSERT INTO studies VALUES (1, 'it''s', 'MAXIMIZE'), (2, 'other', 'MINIMIZE');
            INSERT INTO version_info VALUES (1, 12, '0.9.0');
            INSERT INTO study_user_attributes VALUES (1, 1, 'note', '"kept"');
            INSERT INTO trials VALUES (1, 1, 'COMPLETE', 0.5, '2019-05-01 10:00:00.000001', '2019-05-01 10:00:01.500000'), (2, 2, 'COMPLETE', 3.4028234663852886e38, '2019-05-01 10:00:00', '2019-05-01 10:00:02'),
                (3, 1, 'PRUNED', -0.25, '2019-05-01 10:00:00', '2019-05-01 10:00:03'), (4, 1, 'FAIL', NULL, '2019-05-01 10:00:00', '2019-05-01 10:00:04'), (5, 1, 'COMPLETE', -3.4028234663852886e38, '2019-05-01 10:00:00', '2019-05-01 10:00:05');
            INSERT INTO trial_system_attributes VALUES (1, 1, '_number', '0'), (2, 2, '_number', '0'), (3, 3, '_number', '1'), (4, 4, '_number', '2'), (5, 5, '_number', '3'), (6, 3, 'completed_rung_0', '1.5');
            INSERT INTO trial_user_attributes VALUES (1, 1, 'a', '[1, 2]');
            INSERT INTO trial_values VALUES (1, 3, 1, -0.5), (2, 3, 2, -0.25), (3, 4, 1, 3.4028234663852886e38);
            INSERT INTO trial_params VALUES
                (1, 1, 'lr', 0.01, '{"name": "LogUniformDistribution", "attributes": {"low": 1e-05, "high": 1.0}}'), (2, 1, 'u', 0.5, '{"name": "UniformDistribution", "attributes": {"low": 0.0, "high": 1.0}}'),
                (3, 1, 'q', 0.5, '{"name": "DiscreteUniformDistribution", "attributes": {"low": 0.0, "high": 1.0, "q": 0.25}}'), (4, 1, 'n', 3, '{"name": "IntUniformDistribution", "attributes": {"low": 1, "high": 9}}'),
                (5, 1, 'c', 1, '{"name": "CategoricalDistribution", "attributes": {"choices": ["Uniform", null]}}');
            ''')
        db.commit(); db.close()
        for revision in ["v1.2.0.a", "v1.3.0.a", "v2.4.0.a", "v2.6.0.a", "v3.0.0.a", "v3.0.0.b", "v3.0.0.c", "v3.0.0.d"]:
            shutil.copy("v0.9.0.a.db", revision + ".db")
            command.upgrade(config(revision + ".db"), revision)
        """;

    private const string ReadWithOptuna = """
        import optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        s = optuna.load_study(study_name="it's", storage="sqlite:///v1.3.0.a.db")
        print(s.direction.name, s.user_attrs)
        for t in s.trials: print(t.number, t.state.name, t.value, sorted(t.params.items()), sorted(t.intermediate_values.items()), t.duration)
        s.optimize(lambda t: t.suggest_float("lr", 1e-5, 1, log=True), n_trials=1)
        """;

    private readonly StoredFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_file_of_any_older_Optuna_becomes_what_Optunas_own_migrations_make_of_it()
    {
        _place.Python(MakeOldFiles);
        var expected = Upgraded("v3.0.0.d");

        foreach (var revision in new[] { "v0.9.0.a", "v1.2.0.a", "v1.3.0.a", "v2.4.0.a", "v2.6.0.a", "v3.0.0.a", "v3.0.0.b", "v3.0.0.c" })
        {
            Assert.Contains("storage upgrade", In(revision, "trials", "it's").Error, StringComparison.Ordinal);
            Assert.Equal((revision, expected), (revision, Upgraded(revision)));
        }

        Assert.Contains("\"value\": -Infinity", expected, StringComparison.Ordinal);
        Assert.Equal(0, In("v1.3.0.a", "storage", "stamp", "--optuna", "3.1").Code);
        var lines = _place.Python(ReadWithOptuna).Split('\n');
        Assert.Equal("MAXIMIZE {'note': 'kept'}", lines[0]);
        Assert.Equal("0 COMPLETE 0.5 [('c', None), ('lr', 0.01), ('n', 3), ('q', 0.5), ('u', 0.5)] [] 0:00:01.499999", lines[1]);
        Assert.Equal("1 PRUNED -0.25 [] [(1, -0.5), (2, -0.25)] 0:00:03", lines[2]);
    }

    [Fact]
    public void An_upgrade_says_where_the_copy_lies_and_the_copy_is_what_was_there()
    {
        _place.Done("study", "create", "s");
        _place.Done("storage", "stamp", "--optuna", "3.1");

        var copy = _place.Done("storage", "upgrade").TrimEnd();

        Assert.Matches(@"studies\.db\.\d{8}-\d{6}\.bak$", copy);
        Assert.Equal("v3.0.0.d\n", _place.Start("sqlite3", copy, "SELECT version_num FROM alembic_version"));
        Assert.Equal("v3.2.0.a\n", _place.Start("sqlite3", "studies.db", "SELECT version_num FROM alembic_version"));
        Assert.Equal(string.Empty, _place.Done("storage", "upgrade"));
        Assert.Contains("\"copy\": null", _place.Done("storage", "upgrade", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_upgraded_or_stamped_is_left_as_it_is()
    {
        _place.Done("study", "create", "s");
        _place.Start("sqlite3", "studies.db", "UPDATE alembic_version SET version_num = 'v9.0.0.a'");
        File.WriteAllText(_place.PathOf("text.db"), "this is no database, only some text that is long enough to be read as one page of it");

        Assert.Contains("optuna storage upgrade", _place.Run("storage", "upgrade").Error, StringComparison.Ordinal);
        Assert.Contains("v9.0.0.a", _place.Run("storage", "stamp", "--optuna", "3.1").Error, StringComparison.Ordinal);
        Assert.Contains("must be a SQLite file", In("text", "storage", "upgrade").Error, StringComparison.Ordinal);
        Assert.Contains("There is no storage", In("absent", "storage", "upgrade").Error, StringComparison.Ordinal);
        Assert.Equal("v9.0.0.a\n", _place.Start("sqlite3", "studies.db", "SELECT version_num FROM alembic_version"));
    }

    private string Upgraded(string revision)
    {
        var run = In(revision, "storage", "upgrade");
        Assert.True(run.Code == 0, revision + run.Error);
        Assert.Equal("ok\n", _place.Start("sqlite3", revision + ".db", "PRAGMA integrity_check; PRAGMA foreign_key_check"));
        return In(revision, "export").Out;
    }

    private ToolRun In(string file, params string[] args) => ToolRun.In(_place.Folder, [.. args, "--storage", $"sqlite:///{file}.db"]);
}
