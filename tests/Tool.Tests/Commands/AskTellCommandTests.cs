using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class AskTellCommandTests : IDisposable
{
    private const string Space = """{"lr": {"low": 1e-5, "high": 1, "scale": "log"}, "layers": [1, 2, 3], "n": {"name": "IntDistribution", "attributes": {"low": 1, "high": 9}}}""";

    private readonly StoredFolder _place = new();

    public AskTellCommandTests() => _place.Done("study", "create", "lab");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Another_process_ends_what_one_asked_for()
    {
        var trial = Json(_place.Done("ask", "lab", "--space", Space));
        var told = Json(_place.Done("tell", "lab", "0", "--value", "-0.5"));

        Assert.Equal(0, trial.GetProperty("number").GetInt32());
        Assert.Equal(["layers", "lr", "n"], trial.GetProperty("params").EnumerateObject().Select(p => p.Name));
        Assert.Equal(("COMPLETE", -0.5), (told.GetProperty("state").GetString(), told.GetProperty("value").GetDouble()));
        Assert.Equal(1, Json(_place.Done("ask", "lab")).GetProperty("number").GetInt32());
    }

    [Fact]
    public void Values_differ_from_ask_to_ask_and_repeat_with_the_seed()
    {
        var first = _place.Done("ask", "lab", "--space", Space, "--sampler", "random");
        var second = _place.Done("ask", "lab", "--sampler", "random");
        _place.Done("study", "create", "twin");

        Assert.NotEqual(Params(first), Params(second));
        Assert.Equal(Params(first), Params(_place.Done("ask", "twin", "--space", Space, "--sampler", "random")));
        Assert.NotEqual(Params(first), Params(_place.Done("ask", "twin", "--sampler", "random", "--seed", "2", "--study-name", "twin")));
    }

    [Fact]
    public void A_lease_that_runs_out_ends_the_trial_repeats_it_once_and_refuses_its_late_tell()
    {
        var asked = _place.Done("ask", "lab", "--space", Space, "--lease", "0.1s");
        Thread.Sleep(150);

        var late = _place.Run("tell", "lab", "0", "--value", "1");
        var again = _place.Done("ask", "lab");

        Assert.Equal(1, late.Code);
        Assert.Contains("told too late", late.Error, StringComparison.Ordinal);
        Assert.Contains("repeated as trial 1", late.Error, StringComparison.Ordinal);
        Assert.Equal(1, Json(again).GetProperty("number").GetInt32());
        Assert.Equal(Params(asked), Params(again));
        var trials = Json(_place.Done("trials", "lab", "--json"));
        Assert.Equal("FAIL", trials[0].GetProperty("state").GetString());
        Assert.NotNull(trials[0].GetProperty("user_attrs").GetProperty("hyper:reason").GetString());
        Assert.Equal("[0]", trials[1].GetProperty("system_attrs").GetProperty("retry_history").GetRawText());
        Assert.Equal(2, trials.GetArrayLength());
    }

    [Fact]
    public void Reports_are_kept_from_process_to_process_and_renew_the_lease()
    {
        _place.Done("ask", "lab", "--space", Space, "--lease", "1s");
        Assert.Equal("""{"study": "lab", "number": 0, "step": 1, "value": 0.5, "prune": false}""", _place.Done("tell", "lab", "0", "--step", "1", "--value", "0.5").TrimEnd());
        Thread.Sleep(1100);
        _place.Done("tell", "lab", "0", "--step", "2", "--value", "0.25");

        var told = Json(_place.Done("tell", "lab", "0", "--state", "pruned", "--reason", "hopeless"));

        Assert.Equal(("PRUNED", 0.25), (told.GetProperty("state").GetString(), told.GetProperty("value").GetDouble()));
        var trial = Json(_place.Done("trials", "lab", "--json"))[0];
        Assert.Equal("""{"1": 0.5, "2": 0.25}""", trial.GetProperty("intermediate_values").GetRawText());
        Assert.Equal("hopeless", trial.GetProperty("user_attrs").GetProperty("hyper:reason").GetString());
    }

    [Fact]
    public void A_trial_that_lags_behind_is_told_to_end()
    {
        for (var i = 0; i < 5; i++)
        {
            _place.Done("ask", "lab", "--space", Space);
            _place.Done("tell", "lab", $"{i}", "--step", "3", "--value", "0.1");
            _place.Done("tell", "lab", $"{i}", "--value", "0.1");
        }

        _place.Done("ask", "lab");

        Assert.True(Json(_place.Done("tell", "lab", "5", "--step", "3", "--value", "0.9")).GetProperty("prune").GetBoolean());
    }

    [Fact]
    public void Infinity_is_a_value_and_nan_is_a_failure()
    {
        _place.Done("ask", "lab", "--space", Space);
        _place.Done("ask", "lab");

        Assert.Contains("\"value\": -Infinity", _place.Done("tell", "lab", "0", "--value", "-inf"), StringComparison.Ordinal);
        Assert.Contains("\"state\": \"FAIL\"", _place.Done("tell", "lab", "1", "--value", "nan"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tell lab 0 --value 1", 1, "no trial 0")]
    [InlineData("tell lab --value 1", 2, "A trial has a number")]
    [InlineData("tell lab 0", 2, "A complete trial has a value")]
    [InlineData("tell lab 0 --value 1,5", 2, "a number with a point")]
    [InlineData("tell lab 0 --state failed", 2, "Did you mean 'fail'?")]
    [InlineData("tell lab 0 --state fail --value 1", 2, "Only a complete trial")]
    [InlineData("tell lab 0 --step 1", 2, "A report has a step")]
    [InlineData("ask lab", 2, "Asking needs a space")]
    [InlineData("ask lab --space space.json", 2, "there is no file")]
    [InlineData("ask lab --space {\"lr\":{\"low\":1}}", 2, "parameter 'lr'")]
    [InlineData("ask lab --space {\"lr\":[1]} --sampler best", 1, "A sampler must be one of")]
    [InlineData("ask lab --space {\"lr\":[1]} --lease soon", 2, "90s, 30m, 8h or 2d")]
    [InlineData("ask lab --space {}", 2, "at least one parameter")]
    public void What_is_wrong_is_said_and_no_trial_is_made(string command, int code, string expected)
    {
        var run = _place.Run(command.Split(' '));

        Assert.Equal((code, string.Empty), (run.Code, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("[]\n", _place.Done("trials", "lab", "--json"));
    }

    [Fact]
    public void A_space_that_does_not_fit_leaves_no_trial_behind()
    {
        _place.Done("ask", "lab", "--space", Space);

        Assert.Equal(1, _place.Run("ask", "lab", "--space", """{"lr": [1, 2]}""").Code);

        Assert.Equal(1, Json(_place.Done("trials", "lab", "--json")).GetArrayLength());
    }

    [Fact]
    public void A_trial_of_another_program_is_not_told_here()
    {
        _place.Python("""
            import optuna
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            s = optuna.create_study(storage="sqlite:///python.db", study_name="s")
            s.ask({"x": optuna.distributions.FloatDistribution(0, 1)})
            s.tell(s.ask({"x": optuna.distributions.FloatDistribution(0, 1)}), 1.0)
            """);

        var refused = ToolRun.In(_place.Folder, "tell", "s", "0", "--value", "1", "--storage", "sqlite:///python.db");

        Assert.Equal(1, refused.Code);
        Assert.Contains("RUNNING and was not asked for here", refused.Error, StringComparison.Ordinal);
        Assert.Contains("\"number\": 2, \"params\": {\"x\":", ToolRun.In(_place.Folder, "ask", "s", "--storage", "sqlite:///python.db").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_shells_in_parallel_drive_a_study_of_ten_trials_to_its_end()
    {
        _place.Done("ask", "lab", "--space", Space);
        _place.Done("tell", "lab", "0", "--value", "0.5");
        File.WriteAllText(_place.PathOf("loop.sh"), $$"""
            hyper() { dotnet {{Path.Combine(AppContext.BaseDirectory, "dotnet-hyper.dll")}} "$@" --storage sqlite:///studies.db; }
            while trial=$(hyper ask lab --trials 10) && [ -n "$trial" ]; do
              number=$(echo "$trial" | sed 's/.*"number": \([0-9]*\).*/\1/')
              lr=$(echo "$trial" | sed 's/.*"lr": \([0-9.e-]*\).*/\1/')
              hyper tell lab "$number" --value "$lr" >> told.txt
            done
            """);

        using var first = Process.Start(new ProcessStartInfo("bash", "loop.sh") { WorkingDirectory = _place.Folder, RedirectStandardError = true })!;
        using var second = Process.Start(new ProcessStartInfo("bash", "loop.sh") { WorkingDirectory = _place.Folder, RedirectStandardError = true })!;
        Assert.True(first.WaitForExit(TimeSpan.FromMinutes(2)) && second.WaitForExit(TimeSpan.FromMinutes(2)));

        var trials = Json(_place.Done("trials", "lab", "--json")).EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 10), trials.Select(t => t.GetProperty("number").GetInt32()));
        Assert.All(trials, t => Assert.Equal("COMPLETE", t.GetProperty("state").GetString()));
        Assert.All(trials.Skip(1), t => Assert.Equal(t.GetProperty("params").GetProperty("lr").GetDouble(), t.GetProperty("value").GetDouble()));
        Assert.Equal(9, File.ReadAllLines(_place.PathOf("told.txt")).Distinct().Count());
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static string Params(string trial) => Json(trial).GetProperty("params").GetRawText();
}
