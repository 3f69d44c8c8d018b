namespace HyperScaffold.Samplers.Tpe;

/// <summary>How wide the kernels of numeric parameters are.</summary>
public enum TpeBandwidth
{
    /// <summary>Each kernel reaches to its farther neighbour, as in Bergstra et al. 2011.</summary>
    Neighbours,

    /// <summary>All kernels have the width 0.2 n^(-1/(d+4)) of the range, as Optuna 4 does where several parameters are modelled together.</summary>
    Rule,
}
