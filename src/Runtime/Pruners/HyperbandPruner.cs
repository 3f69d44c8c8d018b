using System.Globalization;
using System.Text;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>
/// Hyperband (Li et al. 2018): several <see cref="HalvingPruner"/> brackets that judge from early to late. A trial's
/// bracket follows from the study's name and the trial's number, as in Optuna, so renaming a study changes brackets.
/// </summary>
public sealed class HyperbandPruner : IPruner, IBracketed
{
    private readonly HyperbandOptions _options;

    /// <summary>Initializes a new instance of the <see cref="HyperbandPruner"/> class.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public HyperbandPruner(HyperbandOptions? options = null)
    {
        _options = options ?? new HyperbandOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (BudgetsOf(request.History) is not { } budgets)
        {
            return PruneDecision.Continue;
        }

        var bracketOf = Brackets(request.History, budgets);
        var bracket = bracketOf(request.Trial.Number);
        var halving = new HalvingPruner(new HalvingOptions
        {
            MinResource = _options.MinResource,
            ReductionFactor = _options.ReductionFactor,
            MinEarlyStoppingRate = bracket,
            BootstrapCount = _options.BootstrapCount,
        });
        return halving.Decide(request, new RungBracket(bracket, budgets, bracketOf));
    }

    /// <inheritdoc/>
    Func<int, bool>? IBracketed.PeersOf(TrialHistory history, int number)
    {
        if (BudgetsOf(history) is not { Length: > 1 } budgets)
        {
            return null;
        }

        var bracketOf = Brackets(history, budgets);
        var own = bracketOf(number);
        return n => bracketOf(n) == own;
    }

    /// <summary>The CRC-32 (IEEE 802.3) of UTF-8 text, as Python's <c>binascii.crc32</c>.</summary>
    internal static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }

    private static Func<int, int> Brackets(TrialHistory history, int[] budgets)
    {
        var table = BracketTable.Of(history);
        return number => table.Get(number, budgets, n => Bracket(history.StudyName, n, budgets));
    }

    private static int Bracket(string study, int number, int[] budgets)
    {
        var place = (long)(Crc32(string.Create(CultureInfo.InvariantCulture, $"{study}_{number}")) % (uint)budgets.Sum());
        var bracket = 0;
        while (place >= budgets[bracket])
        {
            place -= budgets[bracket++];
        }

        return bracket;
    }

    // null until a trial has shown how long trials are
    private int[]? BudgetsOf(TrialHistory history)
    {
        var largest = _options.MaxResource ?? ReferenceCurves.Of(history).LastStep + 1;
        return largest is { } max && max >= _options.MinResource ? Budgets(max) : null;
    }

    private int[] Budgets(int max)
    {
        // as Optuna computes it: log(243)/log(3) is a little less than 5, and there it has five brackets, not six
        var count = (int)Math.Floor(Math.Log((double)max / _options.MinResource) / Math.Log(_options.ReductionFactor)) + 1;
        var budgets = new int[count];
        for (var b = 0; b < count; b++)
        {
            var left = count - 1 - b;
            budgets[b] = (int)Math.Ceiling(count * Math.Pow(_options.ReductionFactor, left) / (left + 1));
        }

        return budgets;
    }
}
