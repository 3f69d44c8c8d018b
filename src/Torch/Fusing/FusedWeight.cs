using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>The weights of all members for one parameter, with what an optimizer remembers of each.</summary>
internal sealed class FusedWeight(Parameter parameter) : IDisposable
{
    private static readonly string[] Kinds = ["momentum", "means", "squares"];
    private readonly Dictionary<string, Tensor> _memory = new(StringComparer.Ordinal);

    /// <summary>Gets the weights, the members' dimension first.</summary>
    internal Parameter Parameter => parameter;

    /// <summary>Gets the number of dimensions with the members'.</summary>
    internal int Rank { get; } = (int)parameter.dim() + 1;

    /// <summary>Gets their gradient.</summary>
    internal RawTensor Gradient => RawTensor.GradientOf(parameter);

    /// <summary>What is remembered under a name, 0 at first.</summary>
    internal Tensor Memory(string name)
    {
        if (!_memory.TryGetValue(name, out var memory))
        {
            using var scope = NewDisposeScope();
            _memory[name] = memory = Aten.Whole.Clone(parameter.detach()).DetachFromDisposeScope();
            memory.zero_();
        }

        return memory;
    }

    /// <summary>Writes down what is remembered of one member.</summary>
    internal void WriteTo(TrainingState state, int index, int member)
    {
        foreach (var (kind, memory) in _memory)
        {
            state.Tensors[StateNames.Memory(kind, index)] = Aten.Whole.SelectInt(memory, 0, member);
        }
    }

    /// <summary>Takes over what each member wrote down.</summary>
    internal void ReadFrom(IReadOnlyList<TrainingState> states, int index)
    {
        foreach (var kind in Kinds.Where(k => states[0].Tensors.ContainsKey(StateNames.Memory(k, index))))
        {
            StateTensors.Fill(Memory(kind), [.. states.Select(s => s.Tensors[StateNames.Memory(kind, index)])]);
        }
    }

    /// <summary>Adds other * numbers, in place.</summary>
    internal void AddTo(Tensor target, RawTensor other, MemberNumbers numbers)
    {
        if (numbers.AreEqual)
        {
            Aten.Whole.AddTensorInPlace(target, other, numbers.First);
        }
        else
        {
            Aten.Whole.AddcmulInPlace(target, other, numbers.Ranked(Rank));
        }
    }

    /// <summary>Multiplies by numbers, in place.</summary>
    internal void Multiply(Tensor target, MemberNumbers numbers)
    {
        if (numbers.AreEqual)
        {
            Aten.Whole.MulScalarInPlace(target, numbers.First);
        }
        else
        {
            Aten.Whole.MulTensorInPlace(target, numbers.Ranked(Rank));
        }
    }

    /// <summary>The gradient with the weights * numbers added.</summary>
    internal RawTensor Decayed(MemberNumbers decay)
    {
        if (decay.AreZero)
        {
            return Gradient;
        }

        var sum = Aten.Whole.MulTensor(parameter, decay.Ranked(Rank));
        Aten.Whole.AddTensorInPlace(sum, Gradient);
        return sum;
    }

    /// <summary>Keeps some members in a new order.</summary>
    internal void Keep(Tensor index)
    {
        foreach (var memory in _memory.Values)
        {
            memory.ReplaceBy(Aten.Whole.IndexSelect(memory, 0, index));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var memory in _memory.Values)
        {
            memory.Dispose();
        }
    }
}
