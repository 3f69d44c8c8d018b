using HyperScaffold.Storage;
using HyperScaffold.Tool.Views;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class StudyCommandTests : IDisposable
{
    private const string Plan = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize }
        budget: { epochs: 10 }
        parameters:
          learning_rate: { default: 0.001, low: 0.00001, high: 1.0, scale: log }
        phases:
          - { name: learning-rate, tune: [learning_rate], trials: 8 }
        """;

    private readonly StoredFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_study_is_made_listed_and_deleted()
    {
        Assert.Equal("digits\n", _place.Done("study", "create", "digits", "--direction", "maximize"));
        Assert.Contains("digits  MAXIMIZE   0", _place.Done("study", "list"), StringComparison.Ordinal);

        var refused = _place.Run("study", "delete", "digits");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--yes", refused.Error, StringComparison.Ordinal);
        _place.Done("study", "delete", "digits", "--yes");

        Assert.Equal("[]\n", _place.Done("study", "list", "--json"));
    }

    [Fact]
    public void What_changes_a_study_answers_in_every_format()
    {
        Assert.Contains("\"direction\": \"MINIMIZE\"", _place.Done("study", "create", "s", "--json"), StringComparison.Ordinal);
        Assert.Contains("name: \"s\"", _place.Done("study", "create", "s", "--skip-if-exists", "--format", "yaml"), StringComparison.Ordinal);

        Assert.Equal(string.Empty, _place.Done("study", "attr", "set", "s", "note", "a, b"));
        Assert.Equal("\"a, b\"\n", _place.Done("study", "attr", "get", "s", "note", "--format", "json"));
        Assert.Equal("key,value\r\nnote,\"a, b\"\r\n", _place.Done("study", "attr", "get", "s", "note", "--format", "csv"));
        Assert.Equal("key   value\n----  -----\nnote  a, b\n", _place.Done("study", "attr", "get", "s", "note", "--format", "table"));
        Assert.Equal(".nan\n", _place.Done("study", "attr", "set", "s", "x", "NaN", "--format", "yaml"));
        Assert.Equal("NaN\n", _place.Done("study", "attr", "delete", "s", "x", "--json"));

        Assert.Contains("s,MINIMIZE,0", _place.Done("study", "delete", "s", "--yes", "--format", "csv"), StringComparison.Ordinal);
        Assert.Equal("[]\n", _place.Done("study", "list", "--json"));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_unless_it_may_be_skipped()
    {
        _place.Done("study", "create", "digits");

        Assert.Equal(1, _place.Run("study", "create", "digits").Code);
        Assert.Equal("digits\n", _place.Done("study", "create", "digits", "--skip-if-exists"));
        Assert.Contains("keeps its direction", _place.Run("study", "create", "digits", "--skip-if-exists", "--direction", "maximize").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it's a \"study\"; DROP TABLE studies --")]
    [InlineData("ü 日本 😀")]
    [InlineData("../../etc/passwd")]
    [InlineData("line\nbreak")]
    public void Any_text_is_a_name(string name)
    {
        _place.Done("study", "create", name);

        Assert.Equal("[]\n", _place.Done("trials", name, "--format", "json"));
        _place.Done("study", "attr", "set", name, "note", name);
        Assert.Contains(RecordQuote(name), _place.Done("study", "attr", "get", name, "note", "--json"), StringComparison.Ordinal);
        _place.Done("study", "delete", name, "--yes");
        Assert.Equal("[]\n", _place.Done("study", "list", "--json"));
    }

    [Fact]
    public void A_name_that_begins_with_a_dash_is_given_as_an_option()
    {
        _place.Done("study", "create", "--study-name=-x");
        _place.Done("study", "attr", "set", "--study-name=-x", "note", "kept");

        Assert.Equal("kept\n", _place.Done("study", "attr", "get", "--study-name=-x", "note"));
    }

    [Fact]
    public void An_attribute_is_JSON_where_it_reads_as_JSON_and_a_text_otherwise()
    {
        _place.Done("study", "create", "s");
        _place.Done("study", "attr", "set", "s", "hours", "8");
        _place.Done("study", "attr", "set", "s", "limits", "{\"a\": [1, NaN]}");
        _place.Done("study", "attr", "set", "s", "note", "first try");
        _place.Done("study", "attr", "set", "s", "version", "1.10", "--text");

        using var storage = StorageFactory.Open("sqlite:///" + _place.PathOf("studies.db"));
        var attributes = storage.FindStudy("s")!.UserAttributes;
        Assert.Equal(["8", "{\"a\": [1, NaN]}", "\"first try\"", "\"1.10\""], new[] { "hours", "limits", "note", "version" }.Select(k => attributes[k]));
        Assert.Equal("1.10\n", _place.Done("study", "attr", "get", "s", "version"));

        _place.Done("study", "attr", "delete", "s", "hours");
        var missing = _place.Run("study", "attr", "get", "s", "hour");
        Assert.Equal(1, missing.Code);
        Assert.DoesNotContain("hours", _place.Done("study", "attr", "list", "s"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trials", "digts", "Did you mean 'digits'?")]
    [InlineData("best", "digits", "no complete trial yet")]
    [InlineData("study create", "digits --direction up", "minimize or maximize")]
    [InlineData("trials", "digits --format xml", "table, json, yaml or csv")]
    [InlineData("trials", "digits --format yaml --json", "One format at a time")]
    [InlineData("study create", "", "A study has a name")]
    public void What_is_wrong_is_said_in_one_line(string command, string rest, string expected)
    {
        _place.Done("study", "create", "digits");

        var run = _place.Run([.. command.Split(' '), .. rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.NotEqual(0, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Without_a_project_a_storage_must_be_named_and_looking_never_makes_one()
    {
        var unnamed = ToolRun.In(_place.Folder, "trials", "digits");
        var absent = _place.Run("trials", "digits");

        Assert.Equal(2, unnamed.Code);
        Assert.Contains("--storage sqlite:///studies.db", unnamed.Error, StringComparison.Ordinal);
        Assert.Equal(1, absent.Code);
        Assert.Contains("There is no storage at", absent.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_place.Folder));
    }

    [Fact]
    public void The_environment_names_a_storage_and_the_command_line_another()
    {
        _place.Done("study", "create", "here");
        var variables = new Dictionary<string, string> { ["HYPER_STORAGE"] = "sqlite:///studies.db" };

        Assert.Contains("here", ToolRun.In(_place.Folder, variables, "study", "list").Out, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.In(_place.Folder, variables, "study", "create", "there", "--storage", "sqlite:///other.db").Code);
        Assert.DoesNotContain("there", _place.Done("study", "list"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://me:secret@localhost/db")]
    [InlineData("postgresql://me:sec/ret@localhost/db")]
    [InlineData("postgresql://me@localhost/db?password=secret")]
    [InlineData("postgresql:/me:secret@localhost/db")]
    [InlineData("mysql://me:secret@localhost/db")]
    public void A_password_on_the_command_line_is_refused_and_never_printed(string url)
    {
        var run = ToolRun.In(_place.Folder, "study", "list", "--storage", url);

        Assert.Equal(2, run.Code);
        Assert.DoesNotContain("secret", run.Error + run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("ret@", run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_project_the_default_is_its_own_database()
    {
        using var project = new TempProject(Plan);

        Assert.Equal(0, ToolRun.In(project.Folder, "study", "create", "mine").Code);

        Assert.True(File.Exists(project.PathOf(".hyper/studies.db")));
        Assert.Contains("mine", ToolRun.In(Path.GetTempPath(), "study", "list", "--project", project.Folder).Out, StringComparison.Ordinal);
    }

    private static string RecordQuote(string text) => RecordText.Quote(text);
}
