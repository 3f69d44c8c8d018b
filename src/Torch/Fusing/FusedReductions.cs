using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Operators along dimensions.</summary>
internal static class FusedReductions
{
    /// <summary>Along one dimension that stays.</summary>
    internal static Tensor[] Along(FusedCall call)
    {
        var tensor = call.Tensor(0);
        return call.Result(call.Operator.CallWhole(tensor, FusedShapes.WholeDim(tensor, call.Int(1)), call.Rest(2)), tensor.MemberDim);
    }

    /// <summary>The largest along one dimension, and where it is.</summary>
    internal static Tensor[] Index(FusedCall call)
    {
        var tensor = call.Tensor(0);
        if (call.Rest(1).Kind != ArgKind.Int)
        {
            throw new NotFusedException($"{call.Operator.Name} over all elements");
        }

        var dim = FusedShapes.WholeDim(tensor, call.Int(1));
        var results = call.Operator.CallManyWhole(tensor, dim, call.Rest(2));
        var member = tensor.MemberDim - (call.Int(2) == 0 && dim < tensor.MemberDim ? 1 : 0);
        var members = call.Members;
        return Array.ConvertAll(results, r => r.OfMembers(members, member));
    }

    /// <summary>A sum or a mean over dimensions.</summary>
    internal static Tensor[] Reduce(FusedCall call)
    {
        var tensor = call.Tensor(0);
        var dims = Array.ConvertAll(call.Ints(1), d => FusedShapes.WholeDim(tensor, d));
        var gone = call.Int(2) == 0 ? dims.Count(d => d < tensor.MemberDim) : 0;
        return call.Result(call.Operator.CallWhole(tensor, dims, call.Rest(2), call.Rest(3)), tensor.MemberDim - gone);
    }
}
