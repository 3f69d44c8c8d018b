using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Optimizers;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>The precision of one training: casts in the forward pass, and the scale of the loss where it needs one.</summary>
internal sealed class MixedPrecision
{
    private readonly DeviceType _device;
    private readonly ScalarType? _type;
    private readonly GradScaler? _scaler;

    /// <exception cref="HyperException">The device cannot compute in that precision.</exception>
    internal MixedPrecision(Precision precision, DeviceType device, IEnumerable<Parameter> parameters)
    {
        if (precision == Precision.Float16 && device == DeviceType.CPU)
        {
            throw new HyperException("The precision Float16 needs a CUDA device, but the training runs on the CPU. Use BFloat16 or Float32.");
        }

        _device = device;
        _type = precision switch
        {
            Precision.BFloat16 => ScalarType.BFloat16,
            Precision.Float16 => ScalarType.Float16,
            _ => null,
        };
        _scaler = precision == Precision.Float16 ? new GradScaler(parameters) : null;
    }

    /// <summary>The scope of a forward pass; null in 32 bits.</summary>
    internal IDisposable? Casts() => _type is { } type ? autocast(_device, type) : null;

    /// <summary>The loss to call backward on.</summary>
    internal Tensor Scaled(Tensor loss) => _scaler?.scale(loss) ?? loss;

    /// <summary>Gives gradients their true size.</summary>
    internal void Unscale() => _scaler?.unscale_();

    /// <summary>Writes down the scale.</summary>
    internal void WriteTo(TrainingState state) => _scaler?.WriteTo(state);

    /// <summary>Takes over the scale that an earlier attempt wrote down.</summary>
    internal void ReadFrom(TrainingState state) => _scaler?.ReadFrom(state);

    /// <summary>Steps, unless scaled gradients overflowed.</summary>
    internal void Step(optim.Optimizer optimizer)
    {
        if (_scaler is null)
        {
            optimizer.step();
            return;
        }

        _scaler.step(optimizer);
        _scaler.update();
    }
}
