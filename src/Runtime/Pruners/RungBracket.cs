namespace HyperScaffold.Pruners;

/// <summary>The trials that compete at a rung where brackets are apart.</summary>
/// <param name="Id">The bracket.</param>
/// <param name="Budgets">What the brackets follow from; other budgets are other brackets.</param>
/// <param name="Of">The bracket of a trial, by its number.</param>
internal sealed record RungBracket(int Id, int[] Budgets, Func<int, int> Of)
{
    /// <summary>Tells whether a trial is in it.</summary>
    /// <param name="number">The trial's number.</param>
    public bool Has(int number) => Of(number) == Id;
}
