using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Trials;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>Keeps a copy of the weights of the best epoch, the first one among equals.</summary>
internal sealed class BestWeights(nn.Module model, TrialContext context) : IDisposable
{
    private readonly Dictionary<string, Tensor> _copies = new(StringComparer.Ordinal);
    private double? _best;

    private bool IsWanted => context.ScoreTest || context.WeightsFile is not null;

    /// <summary>Copies the weights when the epoch is better than all before.</summary>
    internal void Offer(EpochResult epoch)
    {
        if (!IsWanted)
        {
            return;
        }

        var value = epoch.Metric(context.Metric);
        var sign = context.Direction == StudyDirection.Maximize ? 1 : -1;
        if (_best is { } best && !(sign * value > sign * best))
        {
            return;
        }

        _best = value;
        using var quiet = no_grad();
        foreach (var (name, tensor) in model.state_dict())
        {
            if (_copies.TryGetValue(name, out var copy))
            {
                copy.copy_(tensor);
            }
            else
            {
                _copies[name] = tensor.detach().clone().DetachFromDisposeScope();
            }
        }
    }

    /// <summary>Writes down the best weights so far.</summary>
    internal void WriteTo(TrainingState state)
    {
        if (_best is { } best)
        {
            state.Numbers[StateNames.BestValue] = best;
            state.Add(StateNames.Best, _copies);
        }
    }

    /// <summary>Takes over what an earlier attempt wrote down.</summary>
    internal void ReadFrom(TrainingState state)
    {
        if (IsWanted && state.Numbers.TryGetValue(StateNames.BestValue, out var best))
        {
            _best = best;
            foreach (var (name, copy) in state.Under(StateNames.Best))
            {
                _copies[name] = copy.DetachFromDisposeScope();
            }
        }
    }

    /// <summary>Puts the best epoch's weights back into the model.</summary>
    internal void Restore()
    {
        if (_best is not null)
        {
            model.load_state_dict(_copies);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values)
        {
            copy.Dispose();
        }
    }
}
