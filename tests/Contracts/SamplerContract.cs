using System.Collections.Immutable;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Contracts;

/// <summary>What every sampler keeps to, whatever it chooses.</summary>
public abstract class SamplerContract
{
    private const int Trials = 30;

    public static SearchSpace Mixed { get; } = SearchSpace.Empty
        .Float("lr", 1e-5, 1e-1, log: true)
        .Float("momentum", 0, 0.99)
        .Float("dropout", 0, 0.5, step: 0.1)
        .Int("width", 16, 512, log: true)
        .Int("layers", 1, 5)
        .Categorical("optimizer", ["sgd", "adam", "adamw"]);

    public static SearchSpace Conditional { get; } = SearchSpace.Empty
        .Categorical("optimizer", ["sgd", "adam"])
        .Float("sgd_lr", 1e-3, 1, log: true, condition: new ParameterCondition("optimizer", [0]))
        .Float("adam_lr", 1e-5, 1e-2, log: true, condition: new ParameterCondition("optimizer", [1]))
        .Float("weight_decay", 1e-6, 0.1, log: true, disabled: 0);

    /// <summary>Gets a value indicating whether conditional parameters are accepted.</summary>
    protected virtual bool AcceptsConditions => true;

    /// <summary>Gets a value indicating whether a range of real numbers is accepted.</summary>
    protected virtual bool AcceptsRealNumbers => true;

    /// <summary>Gets a value indicating whether proposals depend on values seen.</summary>
    protected virtual bool IsAdaptive => false;

    /// <summary>Gets a value indicating whether a point of a countable space is proposed only once.</summary>
    protected virtual bool AvoidsRepeats => true;

    protected abstract ISampler Create(SearchSpace space);

    [Fact]
    public void Every_proposal_has_exactly_the_active_parameters_inside_their_ranges()
    {
        foreach (var space in Spaces())
        {
            foreach (var proposal in Run(space).Run(Trials, Objective))
            {
                AssertValid(space, proposal.Values);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_trials_and_another_seed_gives_others()
    {
        foreach (var space in Spaces())
        {
            var first = Texts(Run(space, seed: 7).Run(Trials, Objective));
            Assert.Equal(first, Texts(Run(space, seed: 7).Run(Trials, Objective)));
            Assert.NotEqual(first, Texts(Run(space, seed: 8).Run(Trials, Objective)));
        }
    }

    [Fact]
    public void Asking_again_with_the_same_history_gives_the_same_answer()
    {
        foreach (var space in Spaces())
        {
            var sampler = Create(space);
            var run = new SamplerRun(space, sampler, seed: 3);
            run.Run(Trials, Objective);
            var request = run.Request();
            Assert.Equal(Text(sampler.Propose(request)), Text(sampler.Propose(request)));
            Assert.Equal(Text(sampler.Propose(request)), Text(Create(space).Propose(request with { History = Copy(run.History) })));
        }
    }

    [Fact]
    public void The_order_in_which_trials_were_told_does_not_matter()
    {
        foreach (var space in Spaces())
        {
            var run = new SamplerRun(space, Create(space), seed: 3);
            run.Run(Trials, Objective);
            var backwards = new TrialHistory(run.History.StudyName, run.History.Direction);
            foreach (var trial in run.History.All.Reverse())
            {
                backwards.Update(trial);
            }

            Assert.Equal(Text(Create(space).Propose(run.Request())), Text(Create(space).Propose(run.Request() with { History = backwards })));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_fixed_value_that_is_no_number_is_refused(double value)
    {
        var request = Run(Mixed).Request();
        var error = Assert.Throws<HyperException>(() => Create(Mixed).Propose(request with { Fixed = request.Fixed.Add("layers", value) }));
        Assert.StartsWith("A fixed value must be a finite number, but layers got", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixed_values_are_kept()
    {
        foreach (var space in Spaces())
        {
            var known = Run(space).Run(1, Objective)[0].Values;
            foreach (var name in known.Keys)
            {
                var proposals = Run(space, seed: 5).Run(15, Objective, r => r with { Fixed = r.Fixed.Add(name, known[name]) });
                Assert.NotEmpty(proposals);
                Assert.All(proposals, p => Assert.Equal(known[name], p.Values.GetValueOrDefault(name, known[name])));
            }
        }
    }

    [Fact]
    public void A_focus_keeps_proposals_inside()
    {
        var space = AcceptsRealNumbers ? Mixed : SearchSpace.Empty.Int("width", 16, 512, log: true).Int("layers", 1, 5);
        var focus = new Dictionary<string, FocusRange> { ["width"] = new(30.5, 64), ["layers"] = new(2, 3.2), ["lr"] = new(1e-3, 3e-3), ["dropout"] = new(0.2, 0.3) };
        var run = Run(space);
        run.Run(15, Objective);
        var proposals = run.Run(15, Objective, r => r with { Focus = r.Focus.AddRange(focus.Where(f => space.Find(f.Key) is not null)) });
        Assert.NotEmpty(proposals);
        foreach (var (name, range) in focus.Where(f => space.Find(f.Key) is not null))
        {
            Assert.All(proposals, p => Assert.InRange(p.Values[name], range.Low - 1e-12, range.High + 1e-12));
        }
    }

    [Fact]
    public void A_parameter_with_one_possible_value_gets_it()
    {
        var space = SearchSpace.Empty.Int("only", 3, 3).Categorical("single", ["x"]).Int("free", 1, 100);
        var proposals = Run(space).Run(20, Objective);
        Assert.NotEmpty(proposals);
        Assert.All(proposals, p => Assert.Equal((3.0, 0.0), (p.Values["only"], p.Values["single"])));
    }

    [Fact]
    public void A_countable_space_is_used_up_without_a_repeat_and_then_ends()
    {
        var space = SearchSpace.Empty.Int("a", 1, 4).Categorical("b", ["x", "y"]).Categorical("c", [1, 2]);
        if (!AvoidsRepeats)
        {
            return;
        }

        var proposals = Texts(Run(space).Run(100, Objective));
        Assert.Equal(16, proposals.Count);
        Assert.Equal(16, proposals.Distinct().Count());
    }

    [Fact]
    public void Failed_and_infinite_trials_do_not_stop_it()
    {
        foreach (var space in Spaces())
        {
            var run = Run(space);
            var n = 0;
            var proposals = run.Run(Trials, v => (n++ % 4) switch { 0 => null, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, _ => Objective(v) });
            Assert.Equal(Trials, proposals.Count);
            Assert.All(proposals, p => AssertValid(space, p.Values));
        }
    }

    [Fact]
    public void Proposals_of_a_sampler_that_does_not_learn_are_independent_of_order_and_workers()
    {
        if (IsAdaptive)
        {
            return;
        }

        foreach (var space in Spaces())
        {
            var sampler = Create(space);
            var forward = Enumerable.Range(0, Trials).Select(n => Text(sampler.Propose(new SamplerRun(space, sampler).Request(n)))).ToList();
            var backward = Enumerable.Range(0, Trials).Reverse().Select(n => Text(Create(space).Propose(new SamplerRun(space, sampler).Request(n)))).Reverse();
            Assert.Equal(forward, backward);
            Assert.Equal(forward, Texts(Run(space).Run(Trials, Objective)));
        }
    }

    [Fact]
    public void An_empty_space_is_refused_with_the_remedy()
    {
        var error = Assert.Throws<HyperException>(() => Create(SearchSpace.Empty).Propose(Run(SearchSpace.Empty).Request()));
        Assert.Equal("A search space must have at least one parameter, but this one is empty. Add one with Float, Int or Categorical.", error.Message);
    }

    protected static double? Objective(IReadOnlyDictionary<string, double> values) => values.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => Math.Sin(v.Value + v.Key.Length));

    protected static string Text(Proposal proposal) =>
        proposal.IsExhausted ? "exhausted" : string.Join("; ", proposal.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={PythonText.Float(v.Value)}"));

    protected static List<string> Texts(IEnumerable<Proposal> proposals) => [.. proposals.Select(Text)];

    protected SamplerRun Run(SearchSpace space, long seed = 1) => new(space, Create(space), seed);

    private static void AssertValid(SearchSpace space, ImmutableDictionary<string, double> values)
    {
        foreach (var p in space.Parameters)
        {
            Assert.Equal(p.IsActive(values), values.ContainsKey(p.Name));
            if (values.TryGetValue(p.Name, out var v))
            {
                Assert.True(p.Distribution.Contains(v), $"{p.Name} = {v}");
                AssertOnGrid(p.Distribution, v);
            }
        }
    }

    private static void AssertOnGrid(Distribution distribution, double value)
    {
        var (low, step) = distribution switch
        {
            IntDistribution i => (i.Low, i.Step),
            FloatDistribution { Step: { } s } f => (f.Low, s),
            _ => (value, 1.0),
        };
        Assert.Equal(0, Math.IEEERemainder(value - low, step), 9);
    }

    private static TrialHistory Copy(TrialHistory history)
    {
        var copy = new TrialHistory(history.StudyName, history.Direction);
        foreach (var trial in history.All)
        {
            copy.Update(trial);
        }

        return copy;
    }

    private IEnumerable<SearchSpace> Spaces()
    {
        if (AcceptsRealNumbers)
        {
            yield return Mixed;
        }
        else
        {
            yield return SearchSpace.Empty.Int("width", 1, 9).Float("dropout", 0, 0.5, step: 0.1).Categorical("optimizer", ["sgd", "adam", "adamw"]);
        }

        if (AcceptsConditions && AcceptsRealNumbers)
        {
            yield return Conditional;
        }
    }
}
