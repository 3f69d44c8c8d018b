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

        var order = Enumerable.Range(0, Count).ToArray();
        Array.Sort((double[])Lines[parameter].Clone(), order);
        return order;
    }
}
