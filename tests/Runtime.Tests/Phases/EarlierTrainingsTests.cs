using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class EarlierTrainingsTests : IDisposable
{
    private static readonly SimulatedTraining Peak = (v, seed, number) =>
        0.95 - (0.05 * Math.Pow(Math.Log10((double)v["learning_rate"]! / 0.05), 2)) - (v.TryGetValue("dropout", out var d) ? (double)d! / 10 : 0);

    private readonly ManualClock _clock = new();
    private readonly MemoryStorage _storage;
    private Plan _plan = PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(), PhaseSimulation.Linear("dropout", 0, 0.7, 0, HardEnds.Low));
    private DecisionBook _book = DecisionBook.Empty;
    private SimulatedTraining _train = Peak;

    public EarlierTrainingsTests()
    {
        _storage = new MemoryStorage(_clock);
        _plan = _plan with { Phases = [Phase("learning-rate", "learning_rate"), Phase("regularization", "learning_rate", "dropout"), Phase("last", "learning_rate", "dropout")] };
    }

    [Fact]
    public async Task A_later_phase_takes_its_baseline_over_from_the_training_of_the_winner()
    {
        var first = await RunAsync(0, "a");
        var second = await RunAsync(1, "a");
        var winner = Trials(0).First(t => t.Number == first.Evidence!.Trial);
        var baseline = Trials(1)[0];

        Assert.Equal(DecisionState.Adopted, first.State);
        Assert.True(PhaseTrials.IsBaseline(baseline));
        Assert.Equal($"digits-learning-rate #{winner.Number}", TrialAttributes.ReadText(baseline.UserAttributes, TrialAttributes.Source));
        Assert.Equal((winner.Value, winner.Parameters["learning_rate"].Internal, 0.0), (baseline.Value, baseline.Parameters["learning_rate"].Internal, baseline.Parameters["dropout"].Internal));
        Assert.Equal(winner.IntermediateValues, baseline.IntermediateValues);
        Assert.Equal((12, 11), (second.Evidence!.Trials, second.Evidence.Epochs));
        Assert.Equal(11, second.Evidence.PlannedEpochs);
    }

    [Fact]
    public async Task The_baseline_of_a_phase_after_a_kept_one_names_the_training_itself()
    {
        await RunAsync(0, "a");
        var second = await RunAsync(1, "a");
        await RunAsync(2, "a");
        Assert.Equal(DecisionState.Kept, second.State);
        Assert.Equal(Trials(1)[0].UserAttributes[TrialAttributes.Source], Trials(2)[0].UserAttributes[TrialAttributes.Source]);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("no mark")]
    [InlineData("seed")]
    [InlineData("epochs")]
    [InlineData("values")]
    public async Task What_differs_from_the_earlier_training_is_trained(string difference)
    {
        await RunAsync(0, difference == "no mark" ? string.Empty : "a");
        var second = _plan.Phases[1];
        _plan = difference switch
        {
            "seed" => With(second with { Search = second.Search with { Seed = 2 } }),
            "epochs" => With(second with { Epochs = 20 }),
            "values" => _plan with { Parameters = _plan.Parameters.SetItem(1, _plan.Parameters[1] with { Default = 0.1 }) },
            _ => _plan,
        };
        var decision = await RunAsync(1, difference switch { "code" => "b", "no mark" => string.Empty, _ => "a" });
        // fresh seeds are the same whatever seed a search has
        Assert.Equal(difference == "seed" ? 3 : 0, Trials(1).Count(PhaseTrials.IsTakenOver));
        Assert.DoesNotContain(Trials(1).Where(PhaseTrials.IsSearch), PhaseTrials.IsTakenOver);
        Assert.Equal(12, decision.Evidence!.Epochs);
    }

    [Fact]
    public async Task A_later_phase_takes_the_retrainings_of_its_baseline_over_and_pays_for_candidates_only()
    {
        _train = (v, s, n) => Peak(v, s, n).Value!.Value + (v.TryGetValue("dropout", out var d) ? (double)d! / 5 : 0);
        var first = await RunAsync(0, "a");
        var second = await RunAsync(1, "a");
        var winners = Trials(0).Where(t => t.Round == "confirm" && PhaseTrials.Configuration(t) == PhaseTrials.Configuration(Trials(0)[first.Evidence!.Trial!.Value])).ToList();
        var confirm = Trials(1).Where(t => t.Round == "confirm").ToList();
        var taken = confirm.Where(PhaseTrials.IsTakenOver).ToList();

        Assert.Equal(["1000", "1001", "1002"], taken.Select(t => t.UserAttributes[TrialAttributes.Seed]));
        Assert.Equal(winners.Select(t => (t.Value, $"digits-learning-rate #{t.Number}")), taken.Select(t => (t.Value, TrialAttributes.ReadText(t.UserAttributes, TrialAttributes.Source)!)));
        Assert.Equal(taken, confirm.Where(PhaseTrials.IsBaseline));
        Assert.Equal(confirm.Count - 3, second.Evidence!.ConfirmEpochs);
        Assert.EndsWith("; 3 trainings of the baseline taken over from digits-learning-rate", second.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phase_that_dies_at_any_trial_takes_over_the_same()
    {
        await RunAsync(0, "a");
        var before = _book;
        var expected = await RunAsync(1, "a");
        var whole = Trials(1).Select(t => (t.Round, t.Value, PhaseTrials.IsTakenOver(t))).ToList();
        var trained = whole.Count(t => !t.Item3);
        Assert.Equal(4, whole.Count - trained);
        for (var dies = 0; dies < trained; dies++)
        {
            _storage.DeleteStudy(_storage.FindStudy(expected.Study)!.Id);
            _book = before;
            await Assert.ThrowsAsync<SimulatedCrashException>(() => RunAsync(1, "a", dies));
            var decision = await RunAsync(1, "a");

            Assert.Equal(expected.Because, decision.Because);
            Assert.Equal(whole, Trials(1).Select(t => (t.Round, t.Value, PhaseTrials.IsTakenOver(t))));
        }
    }

    [Fact]
    public async Task A_trial_may_lead_the_fresh_trainings_of_a_baseline_that_was_chosen_by_luck()
    {
        // the winner of the first phase was lucky, and nothing comes near it with the search's seed
        var lucky = 0.0;
        _train = (v, seed, number) =>
        {
            var (rate, isFirst) = ((double)v["learning_rate"]!, !v.ContainsKey("dropout"));
            lucky = isFirst && number == 7 ? rate : lucky;
            return seed >= ConfirmRound.FirstSeed ? (rate == lucky ? 0.902 : 0.9) : !isFirst ? 0.93 : number == 7 ? 0.95 : 0.9 + (0.0001 * number);
        };
        await RunAsync(0, "a");
        await RunAsync(1, "a");

        Assert.Equal(0.95, Trials(1)[0].Value!.Value, 3);
        Assert.Contains(Trials(1), t => t.Round == "confirm" && !PhaseTrials.IsBaseline(t));
    }

    [Fact]
    public async Task A_phase_that_went_on_with_other_code_gives_no_training_away()
    {
        await Assert.ThrowsAsync<SimulatedCrashException>(() => RunAsync(0, "a", diesAfter: 6));
        await RunAsync(0, "b");
        await RunAsync(1, "b");
        Assert.DoesNotContain(Trials(1), PhaseTrials.IsTakenOver);
    }

    public void Dispose() => _storage.Dispose();

    private static PlanPhase Phase(string name, params string[] tune) => new() { Name = name, Tune = [.. tune], Trials = 12, Search = new SearchSettings() };

    private Plan With(PlanPhase second) => _plan with { Phases = _plan.Phases.SetItem(1, second) };

    private IReadOnlyList<FrozenTrial> Trials(int phase) => PhaseStudy.Read(_storage, _book.Current(_plan.Phases[phase].Name)?.Study ?? string.Empty);

    private async Task<Decision> RunAsync(int at, string code, int? diesAfter = null)
    {
        var phase = _plan.Phases[at];
        _book = _book.Current(phase.Name) is { State: DecisionState.Open } ? _book : _book.With(PhaseGate.Open(_plan, _book, phase, _storage, _clock));
        var executor = new SimulatedExecutor(() => PhaseSpace.Of(_plan, _book, phase).ToSearchSpace(), _train) { DiesAfter = diesAfter };
        var request = new PhaseRequest
        {
            Plan = _plan,
            Book = _book,
            Phase = phase,
            Code = code,
            OnSpaceChanged = (widened, _) =>
            {
                _book = _book.With(widened);
                return Task.CompletedTask;
            },
        };
        var decision = await new PhaseRunner(_storage, executor, _clock).RunAsync(request, TestContext.Current.CancellationToken);
        _book = _book.With(decision);
        return decision;
    }
}
