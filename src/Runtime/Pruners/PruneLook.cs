namespace HyperScaffold.Pruners;

/// <summary>What the references say at one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Share">The share of all trials that may go on; 1 where none is ended.</param>
/// <param name="Correlation">How well the ranks at this step predict the final ones; NaN where too few references are past their warm-up.</param>
internal readonly record struct PruneLook(int Step, double Share, double Correlation)
{
    /// <summary>Gets the share in words.</summary>
    public string Name => NameOf(Share);

    /// <summary>A share in words.</summary>
    /// <param name="share">1/2, 1/4 or 1/8.</param>
    public static string NameOf(double share) => share > 0.4 ? "median" : share > 0.2 ? "best quarter" : "best eighth";
}
