using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>Remembers the brackets of a study's trials, which follow from its name, the trials' numbers and the budgets.</summary>
internal sealed class BracketTable : ITrialObserver
{
    private readonly List<int> _brackets = [];
    private int[] _budgets = [];

    public static BracketTable Of(TrialHistory history) => history.Derive(static () => new BracketTable());

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
    }

    /// <summary>The bracket of a trial.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="budgets">The brackets' budgets; others than before make everything anew.</param>
    /// <param name="bracket">Computes the bracket of a number.</param>
    public int Get(int number, int[] budgets, Func<int, int> bracket)
    {
        if (!budgets.AsSpan().SequenceEqual(_budgets))
        {
            _budgets = budgets;
            _brackets.Clear();
        }

        while (_brackets.Count <= number)
        {
            _brackets.Add(bracket(_brackets.Count));
        }

        return _brackets[number];
    }
}
