using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>
/// Keeps small gradients of 16-bit floating point from vanishing: the loss is scaled up, gradients are scaled back
/// before the step, and a step with a gradient that is not finite is left out and halves the scale. After PyTorch's
/// class of the same name.
/// </summary>
/// <param name="parameters">The parameters that the optimizer trains.</param>
/// <param name="init_scale">The first scale, above 0.</param>
/// <param name="growth_factor">What the scale is multiplied by after <paramref name="growth_interval"/> good steps, above 1.</param>
/// <param name="backoff_factor">What the scale is multiplied by after a step that was left out, in (0, 1).</param>
/// <param name="growth_interval">Good steps until the scale grows, at least 1.</param>
public sealed class GradScaler(
    IEnumerable<Parameter> parameters, double init_scale = 65536, double growth_factor = 2, double backoff_factor = 0.5, int growth_interval = 2000)
{
    private readonly Tensor[] _parameters = [.. parameters];
    private int _goodSteps;
    private bool _unscaled;
    private bool _finite = true;

    /// <summary>Gets the scale that the next loss is multiplied by.</summary>
    public double Scale { get; private set; } = init_scale;

    /// <summary>Gets how many steps were left out because a gradient was not finite.</summary>
    public long SkippedSteps { get; private set; }

    /// <summary>Scales a loss up.</summary>
    /// <param name="loss">A scalar.</param>
    /// <returns>The scaled loss, to call backward on.</returns>
    public Tensor scale(Tensor loss) => loss * Scale;

    /// <summary>Scales the gradients back now, so that they can be clipped or looked at; <see cref="step"/> then leaves them.</summary>
    public void unscale_()
    {
        if (_unscaled)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _unscaled = true;
        var trained = Gradients.Present(_parameters);
        if (trained.Length > 0)
        {
            var gradients = TensorList.GradientsOf(trained);
            Aten.ForeachMulScalarInPlace(gradients, 1 / Scale);
            _finite = double.IsFinite(stack(Aten.ForeachNormScalar(gradients, double.PositiveInfinity)).sum().ToDouble());
        }
    }

    /// <summary>Steps, unless a gradient is not finite.</summary>
    /// <param name="optimizer">The optimizer of the parameters.</param>
    /// <returns>True if it stepped.</returns>
    public bool step(optim.Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        unscale_();
        if (_finite)
        {
            optimizer.step();
        }

        return _finite;
    }

    /// <summary>Sets the scale for the next step; call it once after <see cref="step"/>.</summary>
    public void update()
    {
        if (!_finite)
        {
            (Scale, _goodSteps) = (Scale * backoff_factor, 0);
            SkippedSteps++;
        }
        else if (++_goodSteps >= growth_interval)
        {
            (Scale, _goodSteps) = (Scale * growth_factor, 0);
        }

        (_unscaled, _finite) = (false, true);
    }

    internal void WriteTo(TrainingState state) =>
        (state.Numbers["scaler.scale"], state.Numbers["scaler.good"], state.Numbers["scaler.skipped"]) = (Scale, _goodSteps, SkippedSteps);

    internal void ReadFrom(TrainingState state) =>
        (Scale, _goodSteps, SkippedSteps) = (state.Numbers["scaler.scale"], (int)state.Numbers["scaler.good"], (long)state.Numbers["scaler.skipped"]);
}
