using System.Numerics;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Kernels over choices: the observed choice gets one vote, every choice a share of the prior's.</summary>
internal sealed class ChoiceKernels : Kernels
{
    private readonly double[] _observed;
    private readonly double _same;
    private readonly double _other;
    private readonly double _uniform;

    public ChoiceKernels(double[] observations, int choices, double priorWeight)
    {
        _observed = observations;
        var share = priorWeight / (observations.Length + 1);
        var total = (share * choices) + 1;
        (Same, Other, Choices) = ((share + 1) / total, share / total, choices);
        (_same, _other, _uniform) = (Math.Log(Same), Math.Log(Other), -Math.Log(choices));
    }

    /// <summary>Gets the observed choices.</summary>
    public double[] Observed => _observed;

    public double Same { get; }

    public double Other { get; }

    public int Choices { get; }

    public Vector<double> LogShares(double choice, int first) => Vector.ConditionalSelect(
        Vector.Equals(new Vector<double>(_observed, first), new Vector<double>(choice)), new Vector<double>(_same), new Vector<double>(_other));

    public double LogShare(double choice, int kernel) => kernel == _observed.Length ? _uniform : _observed[kernel] == choice ? _same : _other;

    public override void AddLogDensity(double value, Span<double> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += LogShare(value, i);
        }
    }

    public override double Draw(int kernel, Axis axis, RandomSource random)
    {
        var uniform = kernel == _observed.Length;
        var place = random.NextDouble() - (uniform ? 0 : Same - Other);
        return place < 0 ? _observed[kernel] : Math.Min((int)(place / (uniform ? 1.0 / Choices : Other)), Choices - 1);
    }
}
