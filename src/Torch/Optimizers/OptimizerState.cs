using HyperScaffold.Torch.Checkpoints;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>One remembered tensor for each parameter, such as its momentum. Never a member of a scope.</summary>
internal sealed class OptimizerState : IDisposable
{
    private readonly Dictionary<Tensor, Tensor> _values = new(ReferenceEqualityComparer.Instance);
    private Tensor[]? _lastParameters;
    private Tensor[] _lastValues = [];

    /// <summary>Gets a value indicating whether nothing was remembered yet.</summary>
    internal bool IsEmpty => _values.Count == 0;

    /// <summary>The remembered tensors of the given parameters in their order; a new one starts as the maker says.</summary>
    internal Tensor[] Of(Tensor[] parameters, Func<Tensor, Tensor> start)
    {
        if (ReferenceEquals(parameters, _lastParameters))
        {
            return _lastValues;
        }

        _lastValues = Array.ConvertAll(parameters, p =>
        {
            if (!_values.TryGetValue(p, out var value))
            {
                _values[p] = value = start(p).DetachFromDisposeScope();
            }

            return value;
        });
        _lastParameters = parameters;
        return _lastValues;
    }

    /// <summary>Writes down what is remembered.</summary>
    internal void WriteTo(TrainingState state, string kind, IReadOnlyList<Tensor> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (_values.TryGetValue(parameters[i], out var value))
            {
                state.Tensors[StateNames.Memory(kind, i)] = value;
            }
        }
    }

    /// <summary>Takes over what was written down.</summary>
    internal void ReadFrom(TrainingState state, string kind, IReadOnlyList<Tensor> parameters)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < parameters.Count; i++)
        {
            if (state.Tensors.TryGetValue(StateNames.Memory(kind, i), out var value))
            {
                StateTensors.Fill(_values[parameters[i]] = parameters[i].detach().clone().DetachFromDisposeScope(), [value]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
        (_lastParameters, _lastValues) = (null, []);
    }
}
