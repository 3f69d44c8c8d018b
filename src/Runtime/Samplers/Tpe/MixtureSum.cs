using System.Numerics;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The density of a mixture of plain normal and choice kernels in one pass over its components, several at a time.</summary>
internal sealed class MixtureSum
{
    // beyond this the prior's component could underflow against the others
    private const double Widest = 600;

    // exp is slow, one by one, where any of its arguments underflows
    private const double Least = -700;
    private readonly NumericKernels[] _numeric;
    private readonly ChoiceKernels[] _choices;
    private readonly int[] _numericAt;
    private readonly int[] _choiceAt;
    private readonly double[] _constants;
    private readonly double _shift;

    private MixtureSum(Kernels[] kernels, double[] logWeights)
    {
        _numericAt = [.. Enumerable.Range(0, kernels.Length).Where(j => kernels[j] is NumericKernels)];
        _choiceAt = [.. Enumerable.Range(0, kernels.Length).Where(j => kernels[j] is ChoiceKernels)];
        _numeric = [.. _numericAt.Select(j => (NumericKernels)kernels[j])];
        _choices = [.. _choiceAt.Select(j => (ChoiceKernels)kernels[j])];
        _constants = (double[])logWeights.Clone();
        foreach (var k in _numeric)
        {
            k.AddConstants(_constants);
        }

        _shift = double.NegativeInfinity;
        foreach (var constant in _constants)
        {
            _shift = Math.Max(_shift, constant);
        }
    }

    /// <summary>Makes it; null where a kernel needs the exact way.</summary>
    public static MixtureSum? Of(Kernels[] kernels, double[] logWeights)
    {
        if (!Array.TrueForAll(kernels, k => k is ChoiceKernels || (k is NumericKernels n && n.GetType() == typeof(NumericKernels))))
        {
            return null;
        }

        var sum = new MixtureSum(kernels, logWeights);
        return sum._shift - sum._constants[^1] + (6 * kernels.Length) < Widest ? sum : null;
    }

    public double LogDensity(ReadOnlySpan<double> point)
    {
        Span<double> lines = stackalloc double[_numeric.Length];
        for (var j = 0; j < lines.Length; j++)
        {
            lines[j] = _numeric[j].ToLine(point[_numericAt[j]]);
        }

        var (sums, i, end) = (Vector<double>.Zero, 0, _constants.Length - 1);
        for (; i <= end - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = new Vector<double>(_constants, i) - new Vector<double>(_shift);
            for (var j = 0; j < lines.Length; j++)
            {
                var z = (new Vector<double>(lines[j]) - new Vector<double>(_numeric[j].Means, i)) * new Vector<double>(_numeric[j].Inverse, i);
                sum -= z * z * 0.5;
            }

            for (var j = 0; j < _choices.Length; j++)
            {
                sum += _choices[j].LogShares(point[_choiceAt[j]], i);
            }

            sums += Vector.Exp(Vector.Max(sum, new Vector<double>(Least)));
        }

        var total = Vector.Sum(sums);
        for (; i <= end; i++)
        {
            total += Math.Exp(One(point, lines, i) - _shift);
        }

        return _shift + Math.Log(total);
    }

    private double One(ReadOnlySpan<double> point, ReadOnlySpan<double> lines, int i)
    {
        var sum = _constants[i];
        for (var j = 0; j < lines.Length; j++)
        {
            var z = (lines[j] - _numeric[j].Means[i]) * _numeric[j].Inverse[i];
            sum -= 0.5 * z * z;
        }

        for (var j = 0; j < _choices.Length; j++)
        {
            sum += _choices[j].LogShare(point[_choiceAt[j]], i);
        }

        return sum;
    }
}
