using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Normal kernels over values on a grid: each value has the mass of the interval of half a step to both sides.</summary>
internal sealed class GridKernels(NumericScale scale, double[] means, double[] widths) : NumericKernels(scale, means, widths)
{
    public override void AddLogDensity(double value, Span<double> sums)
    {
        var from = Math.Max(Scale.Low, Scale.ToLine(value - (Scale.Step / 2)));
        var to = Math.Min(Scale.High, Scale.ToLine(value + (Scale.Step / 2)));
        for (var i = 0; i < sums.Length; i++)
        {
            double At(double line) => (line - Means[i]) / Widths[i];
            sums[i] += Math.Log(Gaussian.Mass(At(from), At(to)) / Gaussian.Mass(At(Scale.Low), At(Scale.High)));
        }
    }
}
