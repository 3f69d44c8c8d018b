namespace HyperScaffold.Samplers.Tpe;

/// <summary>The kernels of one parameter: one for each observation, the prior's last.</summary>
internal abstract class Kernels
{
    /// <summary>Adds each kernel's log density at a value.</summary>
    /// <param name="value">An internal value.</param>
    /// <param name="sums">One entry a kernel.</param>
    public abstract void AddLogDensity(double value, Span<double> sums);

    /// <summary>Draws from one kernel, only where the axis looks.</summary>
    public abstract double Draw(int kernel, Axis axis, RandomSource random);
}
