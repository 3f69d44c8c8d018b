using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class TrialsCommandTests : IDisposable
{
    private const string Read = """
        import csv, io, json, subprocess, sys, yaml
        from datetime import datetime
        rows = json.load(open("trials.json"))
        assert repr(rows) == repr(yaml.safe_load(open("trials.yaml"))), yaml.safe_load(open("trials.yaml"))
        table = list(csv.DictReader(open("trials.csv", newline="")))
        for r, c in zip(rows, table):
            assert c["params_x"] == ("" if "x" not in r["params"] else json.dumps(r["params"]["x"])), (c, r)
            assert c["user_attrs_note"] == (r["user_attrs"].get("note") or ""), (c, r)
            assert float(c["value"] or "nan") == r["value"] or r["value"] is None
            print(r["number"], r["state"], r["value"], sorted(r["intermediate_values"].items()), r["params"])
        """;

    private readonly StoredFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Python_reads_the_same_facts_from_every_format()
    {
        Fill();
        foreach (var format in new[] { "json", "yaml", "csv" })
        {
            File.WriteAllText(_place.PathOf("trials." + format), _place.Done("trials", "--format", format));
        }

        var lines = _place.Python(Read).TrimEnd().Split('\n');

        Assert.Equal("0 COMPLETE inf [('1', nan), ('2', -inf)] {'kind': 'a, \"b\"', 'n': 3, 'x': 1e-05}", lines[0]);
        Assert.Equal("1 PRUNED 0.5 [('1', 0.5)] {'kind': None, 'n': 3, 'x': 1.0}", lines[1]);
        Assert.StartsWith("2 FAIL None", lines[2], StringComparison.Ordinal);
        Assert.Equal("3 WAITING None [] {}", lines[3]);
    }

    [Fact]
    public void Csv_has_the_columns_of_Optunas_data_frame_and_quotes_by_RFC_4180()
    {
        Fill();

        var csv = _place.Done("trials", "--format", "csv");

        Assert.StartsWith("number,value,datetime_start,datetime_complete,duration,params_kind,params_n,params_x,user_attrs_hyper:reason,user_attrs_note,system_attrs_fixed_params,state\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\"a, \"\"b\"\"\",3,1e-05", csv, StringComparison.Ordinal);
        Assert.Contains(",\"line\nbreak\",", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_a_row_a_trial_and_no_escape_sequences()
    {
        Fill();

        var table = _place.Done("trials");

        Assert.Equal(6, table.TrimEnd().Split('\n').Length);
        Assert.Contains("no luck[31m here", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', table);
    }

    [Fact]
    public void The_best_trial_is_one_record()
    {
        Fill();

        Assert.StartsWith("{\n  \"number\": 0,\n  \"value\": Infinity,", _place.Done("best", "s", "--json"), StringComparison.Ordinal);
        Assert.StartsWith("number: 0\nvalue: .inf\n", _place.Done("best", "--format", "yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_Optuna_made_is_shown_and_its_studies_are_managed()
    {
        _place.Python("""
            import optuna
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            s = optuna.create_study(storage="sqlite:///studies.db", study_name="it's", direction="maximize", sampler=optuna.samplers.RandomSampler(seed=1))
            s.optimize(lambda t: t.suggest_float("x", 0, 1), n_trials=3)
            s.set_user_attr("from", "python")
            optuna.create_study(storage="sqlite:///studies.db", study_name="other")
            """);

        Assert.Contains("it's   MAXIMIZE   3", _place.Done("study", "list"), StringComparison.Ordinal);
        Assert.Contains("COMPLETE", _place.Done("trials", "it's"), StringComparison.Ordinal);
        Assert.Equal("python\n", _place.Done("study", "attr", "get", "it's", "from"));
        _place.Done("study", "delete", "it's", "--yes");
        Assert.Equal("['other']\n", _place.Python("import optuna; print([s.study_name for s in optuna.get_all_study_summaries('sqlite:///studies.db')])"));
    }

    private void Fill()
    {
        using var storage = StorageFactory.Open("sqlite:///" + _place.PathOf("studies.db"));
        using var study = Study.Create("s", new StudyOptions { Storage = storage, Direction = StudyDirection.Maximize });
        Ask(study, 1e-5, "a, \"b\"", (t, s) =>
        {
            t.Report(double.NaN, 1);
            t.Report(double.NegativeInfinity, 2);
            t.SetUserAttribute("note", "line\nbreak");
            s.Tell(t, double.PositiveInfinity);
        });
        Ask(study, 1.0, null, (t, s) =>
        {
            t.Report(0.5, 1);
            s.Tell(t, TrialState.Pruned);
        });
        Ask(study, 0.5, null, (t, s) => s.Tell(t, TrialState.Fail, "no luck\u001b[31m here"));
        study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 0.25 });
    }

    private static void Ask(Study study, double x, string? kind, Action<Trial, Study> end)
    {
        study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = x, ["kind"] = kind, ["n"] = 3L });
        var trial = study.Ask();
        trial.SuggestFloat("x", 1e-5, 1, log: true);
        trial.SuggestCategorical("kind", ["a, \"b\"", (string?)null]);
        trial.SuggestInt("n", 1, 9);
        end(trial, study);
    }
}
