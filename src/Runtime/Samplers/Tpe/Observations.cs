namespace HyperScaffold.Samplers.Tpe;

/// <summary>What some trials used for parameters that are modelled together.</summary>
/// <param name="Lines">One row a parameter: choices, or places on the line; oldest first.</param>
/// <param name="Orders">The columns of each row by their place on the line, where that is known already.</param>
internal sealed record Observations(double[][] Lines, int[]?[] Orders)
{
    public Observations(params double[][] lines)
        : this(lines, new int[lines.Length][])
    {
    }

    public int Count => Lines[0].Length;

    public int[] OrderOf(int parameter)
    {
        if (Orders[parameter] is { } known)
        {
            return known;
        }

        // equal values by age, as where the table knows the order
        var (order, lines) = (Enumerable.Range(0, Count).ToArray(), Lines[parameter]);
        Array.Sort(order, (a, b) => lines[a].CompareTo(lines[b]) is var c && c != 0 ? c : a.CompareTo(b));
        return order;
    }
}
