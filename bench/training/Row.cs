namespace HyperScaffold.Bench.Training;

/// <summary>One line of the table, with the names of the JSON that bench.sh promises.</summary>
internal sealed record Row(string Name, string Unit, double Ours, double? Peer, double? Ratio, double? Target)
{
    /// <summary>Measures both sides in turn, after a turn of ours that warms up, and takes the best of each.</summary>
    internal static Row Of(string name, string unit, int turns, double? target, Func<double> ours, Func<int, double?> peers)
    {
        ours();
        var (mine, theirs) = (double.MaxValue, double.MaxValue);
        for (var turn = 0; turn < turns; turn++)
        {
            mine = Math.Min(mine, ours());
            theirs = Math.Min(theirs, peers(turn) ?? double.MaxValue);
        }

        double? peer = theirs < double.MaxValue ? Math.Round(theirs, 3) : null;
        return new Row(name, unit, Math.Round(mine, 3), peer, peer is null ? null : Math.Round(mine / theirs, 3), target);
    }
}
