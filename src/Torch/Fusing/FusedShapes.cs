using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Operators that only change the shape.</summary>
internal static class FusedShapes
{
    /// <summary>The dimension of the whole tensor that a member's dimension is.</summary>
    internal static long WholeDim(Tensor tensor, long dim)
    {
        var own = dim < 0 ? dim + tensor.dim() : dim;
        return own >= tensor.MemberDim ? own + 1 : own;
    }

    /// <summary>A part of one dimension.</summary>
    internal static Tensor[] Part(FusedCall call)
    {
        var tensor = Own(call);
        var args = call.Args.ToArray();
        args[1] = WholeDim(tensor, call.Int(1));
        return call.Result(call.Operator.CallWhole(args), tensor.MemberDim);
    }

    /// <summary>Parts of one dimension.</summary>
    internal static Tensor[] Split(FusedCall call)
    {
        var (tensor, members) = (Own(call), call.Members);
        return Array.ConvertAll(call.Operator.CallManyWhole(tensor, call.Rest(1), WholeDim(tensor, call.Int(2))), t => t.OfMembers(members, tensor.MemberDim));
    }

    /// <summary>One place of a dimension, which goes.</summary>
    internal static Tensor[] Select(FusedCall call)
    {
        var tensor = Own(call);
        var dim = WholeDim(tensor, call.Int(1));
        return call.Result(call.Operator.CallWhole(tensor, dim, call.Rest(2)), tensor.MemberDim - (dim < tensor.MemberDim ? 1 : 0));
    }

    /// <summary>Several dimensions become one.</summary>
    internal static Tensor[] Flatten(FusedCall call)
    {
        var tensor = Own(call);
        var (start, end) = (WholeDim(tensor, call.Int(1)), WholeDim(tensor, call.Int(2, -1)));
        return start > tensor.MemberDim
            ? call.Result(call.Operator.CallWhole(tensor, start, end), tensor.MemberDim)
            : call.Result(call.Operator.CallWhole(FusedCall.First(tensor), FirstDim(tensor, call.Int(1)), FirstDim(tensor, call.Int(2, -1))));
    }

    /// <summary>Another shape.</summary>
    internal static Tensor[] Reshape(FusedCall call) =>
        call.Result(Aten.Whole.Reshape(FusedCall.First(Own(call)), [call.Count, .. call.Ints(1)]));

    /// <summary>Repeats along dimensions of length 1.</summary>
    internal static Tensor[] Expand(FusedCall call)
    {
        var sizes = call.Ints(1);
        return call.Result(Aten.Whole.Expand(FusedElements.Ranked(Own(call), sizes.Length), [call.Count, .. sizes]));
    }

    /// <summary>Two dimensions change places.</summary>
    internal static Tensor[] Transpose(FusedCall call)
    {
        var tensor = Own(call);
        return call.Result(call.Operator.CallWhole(FusedCall.First(tensor), FirstDim(tensor, call.Int(1)), FirstDim(tensor, call.Int(2))));
    }

    /// <summary>Dimensions in another order.</summary>
    internal static Tensor[] Permute(FusedCall call)
    {
        var tensor = Own(call);
        return call.Result(call.Operator.CallWhole(FusedCall.First(tensor), (long[])[0, .. call.Ints(1).Select(d => FirstDim(tensor, d))]));
    }

    /// <summary>A new dimension of length 1.</summary>
    internal static Tensor[] Unsqueeze(FusedCall call)
    {
        var tensor = Own(call);
        var dim = call.Int(1);
        return call.Result(call.Operator.CallWhole(FusedCall.First(tensor), (dim < 0 ? dim + tensor.dim() + 1 : dim) + 1));
    }

    /// <summary>A dimension goes if its length is 1.</summary>
    internal static Tensor[] Squeeze(FusedCall call)
    {
        var tensor = Own(call);
        return call.Result(call.Operator.CallWhole(FusedCall.First(tensor), FirstDim(tensor, call.Int(1))));
    }

    /// <summary>Several tensors become one, along a dimension or a new one.</summary>
    internal static Tensor[] Join(FusedCall call)
    {
        var parts = (Tensor[])(call.Args[0].Owner ?? throw new NotFusedException(call.Operator.Name));
        var places = parts[0].dim() + (call.Operator.Name.EndsWith("stack", StringComparison.Ordinal) ? 1 : 0);
        var dim = call.Int(1);
        var wholes = new Tensor[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            wholes[i] = call.Spread(parts[i]);
        }

        return call.Result(call.Operator.CallWhole(wholes, (dim < 0 ? dim + places : dim) + 1));
    }

    private static long FirstDim(Tensor tensor, long dim) => (dim < 0 ? dim + tensor.dim() : dim) + 1;

    // an index with members of its own reaches here with a tensor that has none
    private static Tensor Own(FusedCall call) => call.Tensor(0) is { Members: not null } tensor ? tensor : throw new NotFusedException($"{call.Operator.Name} with an index of each member");
}
