using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tests.Phases;

namespace HyperScaffold.Tests.Guidance;

public sealed class PhaseRuleNullTests
{
    private const int Phases = 500;

    // nothing has an effect, curves are flat at their end with jitter, and one training in twenty, or in five, fails by chance
    [Fact]
    public async Task Without_any_effect_each_rule_that_noise_could_wake_speaks_in_at_most_five_percent_of_phases()
    {
        var training = new Training { Epochs = 20, Slowness = 1.5, Jitter = 0.002, Noise = 0.01, Gap = 0.05 };
        var spoke = await CountAsync(
            20,
            [PhaseRuleCases.Rate(), PhaseSimulation.Linear("p", -1, 1, 0)],
            (i, s, n) => s == 1 && RandomSource.For(i, n, "chance").NextDouble() < (i % 2 == 0 ? 0.05 : 0.2) ? new SimulatedOutcome(null, "the objective returned NaN") : training.To(0.9, s, n, i));

        foreach (var code in new[] { "HS201", "HS202", "HS204", "HS205", "HS206", "HS207", "HS211", "HS212", "HS213", "HS214", "HS215" })
        {
            Assert.True(spoke.GetValueOrDefault(code) <= Phases / 20, $"{code} spoke in {spoke.GetValueOrDefault(code)} of {Phases} phases");
        }
    }

    // the claims of these rules are true where nothing has an effect, so they must be silent where something has
    [Fact]
    public async Task With_a_clear_effect_the_rules_that_deny_one_speak_in_at_most_five_percent_of_phases()
    {
        var training = new Training { Epochs = 20, Slowness = 6, Jitter = 0.001, Noise = 0.003 };
        var spoke = await CountAsync(20, [PhaseRuleCases.Rate()], (i, v, s, n) => training.To(PhaseRuleCases.Peak(v), s, n, i));

        foreach (var code in RuleCodes.Phase.Where(c => c is not ("HS206" or "HS207")))
        {
            Assert.True(spoke.GetValueOrDefault(code) <= Phases / 20, $"{code} spoke in {spoke.GetValueOrDefault(code)} of {Phases} phases");
        }
    }

    private static Task<Dictionary<string, int>> CountAsync(int trials, PlanParameter[] parameters, Func<int, long, int, SimulatedOutcome> train) =>
        CountAsync(trials, parameters, (i, _, s, n) => train(i, s, n));

    private static async Task<Dictionary<string, int>> CountAsync(int trials, PlanParameter[] parameters, Func<int, IReadOnlyDictionary<string, object?>, long, int, SimulatedOutcome> train)
    {
        var spoke = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Phases; i++)
        {
            var key = i;
            var phase = await PhaseRuleCases.RunAsync(PhaseRuleCases.PlanOf(trials, parameters) with { Budget = new PlanBudget { Epochs = 20 } }, (v, s, n) => train(key, v, s, n), seed: 7_000 + i);
            foreach (var code in RuleBook.Phase.SelectMany(r => r.Check(phase)).Select(f => f.Code).Distinct())
            {
                spoke[code] = spoke.GetValueOrDefault(code) + 1;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", spoke.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}")));
        return spoke;
    }
}
