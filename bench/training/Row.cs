namespace HyperScaffold.Bench.Training;

/// <summary>One line of the table, with the names of the JSON that bench.sh promises.</summary>
internal sealed record Row(string Name, string Unit, double Ours, double? Peer, double? Ratio, double? Target);
