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

    public double Same { get; }

    public double Other { get; }

    public int Choices { get; }

    public override void AddLogDensity(double value, Span<double> sums)
    {
        var (choice, same, other, i) = (new Vector<double>(value), new Vector<double>(_same), new Vector<double>(_other), 0);
        for (; i <= _observed.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var part = Vector.ConditionalSelect(Vector.Equals(new Vector<double>(_observed, i), choice), same, other);
            (new Vector<double>(sums[i..]) + part).CopyTo(sums[i..]);
        }

        for (; i < _observed.Length; i++)
        {
            sums[i] += _observed[i] == value ? _same : _other;
        }

        sums[^1] += _uniform;
    }

    public override double Draw(int kernel, Axis axis, RandomSource random)
    {
        var uniform = kernel == _observed.Length;
        var place = random.NextDouble() - (uniform ? 0 : Same - Other);
        return place < 0 ? _observed[kernel] : Math.Min((int)(place / (uniform ? 1.0 / Choices : Other)), Choices - 1);
    }
}
