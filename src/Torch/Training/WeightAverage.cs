using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>
/// A running average of the weights (Polyak and Juditsky 1992). Early steps count less of the past than the decay
/// says, min(decay, (1 + n) / (10 + n)) after n steps, so that the initial weights are soon forgotten.
/// </summary>
internal sealed class WeightAverage(IEnumerable<Parameter> parameters, double decay) : IDisposable
{
    private readonly Parameter[] _weights = [.. parameters];
    private Tensor[] _averages = [];
    private long _steps;

    /// <summary>Takes the weights of a step in.</summary>
    internal void Add()
    {
        using var quiet = no_grad();
        if (_averages.Length == 0)
        {
            _averages = Array.ConvertAll(_weights, w => w.detach().clone().DetachFromDisposeScope());
        }

        _steps++;
        var kept = Math.Min(decay, (1.0 + _steps) / (10 + _steps));
        Aten.Whole.ForeachMulScalarInPlace(_averages, kept);
        Aten.Whole.ForeachAddListInPlace(_averages, (Tensor[])_weights, 1 - kept);
    }

    /// <summary>Keeps some members of fused weights in a new order.</summary>
    internal void Keep(Tensor index)
    {
        foreach (var average in _averages)
        {
            average.ReplaceBy(Aten.Whole.IndexSelect(average, 0, index));
        }
    }

    /// <summary>Writes down the averages, of one member where the weights hold several.</summary>
    internal void WriteTo(TrainingState state, int? member = null)
    {
        state.Numbers[StateNames.AverageSteps] = _steps;
        for (var i = 0; i < _averages.Length; i++)
        {
            state.Tensors[StateNames.Average(i)] = member is { } m ? Aten.Whole.SelectInt(_averages[i], 0, m) : _averages[i];
        }
    }

    /// <summary>Takes over what was written down, by each member where the weights hold several.</summary>
    internal void ReadFrom(IReadOnlyList<TrainingState> states)
    {
        using var quiet = no_grad();
        _steps = (long)states[0].Numbers[StateNames.AverageSteps];
        _averages = [.. _weights.Select((w, i) =>
        {
            var average = w.detach().clone().DetachFromDisposeScope();
            StateTensors.Fill(average, [.. states.Select(s => s.Tensors[StateNames.Average(i)])]);
            return average;
        })];
    }

    /// <summary>Puts the averages into the model until the result is disposed.</summary>
    internal IDisposable Use()
    {
        Swap();
        return new Back(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in _averages)
        {
            average.Dispose();
        }
    }

    private void Swap()
    {
        for (var i = 0; i < _averages.Length; i++)
        {
            _weights[i].SwapWith(_averages[i]);
        }
    }

    private sealed class Back(WeightAverage average) : IDisposable
    {
        public void Dispose() => average.Swap();
    }
}
