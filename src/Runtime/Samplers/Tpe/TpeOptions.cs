using System.Globalization;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>How <see cref="TpeSampler"/> models and chooses. The defaults are our own; the profiles are Optuna's.</summary>
public sealed record TpeOptions
{
    /// <summary>Gets the number of complete or pruned trials before the model is used, at least 0.</summary>
    /// <value>The default is 10.</value>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Gets the number of candidates that are drawn and compared, at least 1.</summary>
    /// <value>The default is 24.</value>
    public int Candidates { get; init; } = 24;

    /// <summary>Gets the share of the trials that counts as good, above 0 and below 1.</summary>
    /// <value>The default is 0.2: with 0.1 the good half is five trials of 50, too few to say how parameters hang together.</value>
    public double GoodShare { get; init; } = 0.2;

    /// <summary>Gets the most trials that count as good, at least 1.</summary>
    /// <value>The default is 25.</value>
    public int GoodLimit { get; init; } = 25;

    /// <summary>Gets the weight of the uniform prior against one trial, above 0.</summary>
    /// <value>The default is 1.</value>
    public double PriorWeight { get; init; } = 1;

    /// <summary>Gets a value indicating whether parameters are modelled together, so that their interplay counts.</summary>
    /// <value>The default is true.</value>
    public bool Multivariate { get; init; } = true;

    /// <summary>Gets a value indicating whether conditional parameters that exist together are modelled together too.</summary>
    /// <value>The default is true.</value>
    public bool Group { get; init; } = true;

    /// <summary>Gets a value indicating whether running trials count as poor, so that workers spread out.</summary>
    /// <value>The default is true.</value>
    public bool ConstantLiar { get; init; } = true;

    /// <summary>Gets how wide the kernels are.</summary>
    /// <value>The default is <see cref="TpeBandwidth.Neighbours"/>.</value>
    public TpeBandwidth Bandwidth { get; init; } = TpeBandwidth.Neighbours;

    /// <summary>Gets a value indicating whether values on a grid get the mass of their interval (exact) instead of a density (fast).</summary>
    /// <value>The default is false.</value>
    public bool ExactGrid { get; init; }

    /// <summary>Gets a value indicating whether only trials that have the parameters asked for are divided into good and poor.</summary>
    /// <value>The default is true; Optuna divides all trials first.</value>
    public bool SplitRelevantOnly { get; init; } = true;

    /// <summary>Gets a value indicating whether failed trials count as poor, so that a region that diverges is avoided.</summary>
    /// <value>The default is true; Optuna forgets them.</value>
    public bool LearnFromFailures { get; init; } = true;

    /// <summary>Gets a value indicating whether the first trials are spread evenly instead of at random.</summary>
    /// <value>The default is true.</value>
    public bool EvenStart { get; init; } = true;

    /// <summary>Gets a value indicating whether a point of a countable space is never proposed twice.</summary>
    /// <value>The default is true.</value>
    public bool AvoidRepeats { get; init; } = true;

    /// <summary>Gets the defaults of Optuna 4.9: one parameter at a time, random start, running and failed trials forgotten.</summary>
    public static TpeOptions Optuna49 { get; } = new()
    {
        GoodShare = 0.1,
        Multivariate = false,
        Group = false,
        ConstantLiar = false,
        ExactGrid = true,
        SplitRelevantOnly = false,
        LearnFromFailures = false,
        EvenStart = false,
        AvoidRepeats = false,
    };

    /// <summary>Gets the defaults of Optuna 5.0: parameters together, running trials count as poor.</summary>
    public static TpeOptions Optuna50 { get; } = Optuna49 with { Multivariate = true, ConstantLiar = true };

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        Require(StartupTrials >= 0, nameof(StartupTrials), Text(StartupTrials), "must be at least 0", "Write 10");
        Require(Candidates >= 1, nameof(Candidates), Text(Candidates), "must be at least 1", "Write 24");
        Require(GoodShare is > 0 and < 1, nameof(GoodShare), PythonText.Float(GoodShare), "must lie between 0 and 1", "Write 0.2");
        Require(GoodLimit >= 1, nameof(GoodLimit), Text(GoodLimit), "must be at least 1", "Write 25");
        Require(PriorWeight > 0 && double.IsFinite(PriorWeight), nameof(PriorWeight), PythonText.Float(PriorWeight), "must be above 0", "Write 1");
        HyperException.ThrowIfAny(nameof(TpeOptions), problems);

        void Require(bool holds, string setting, string got, string rule, string remedy)
        {
            if (!holds)
            {
                problems.Add(new Problem(setting, got, rule, remedy));
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
