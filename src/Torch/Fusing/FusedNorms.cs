using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Layer norm and dropout.</summary>
internal static class FusedNorms
{
    /// <summary>Normalizes the last dimensions, then each member scales with its own weights.</summary>
    internal static Tensor[] LayerNorm(FusedCall call)
    {
        var (input, weight, bias) = (call.Tensor(0), call.Optional(2), call.Optional(3));
        var normal = call.Operator.CallWhole(input, call.Ints(1), default, default, call.Rest(4)).OfMembers(input.Members, input.MemberDim);
        var scaled = weight is null ? normal : normal * weight;
        return [bias is null ? scaled : scaled + bias];
    }

    /// <summary>Dropout with one rate for all members.</summary>
    internal static Tensor[] Dropout(FusedCall call)
    {
        var rate = call.Real(1);
        return call.Int(2) != 0 && rate > 0
            ? [Dropout(call.Tensor(0), call.Members, Enumerable.Repeat(rate, call.Count).ToArray())]
            : FusedElements.One(call);
    }

    /// <summary>Dropout with a rate for each member, which draws from its own numbers as it would alone.</summary>
    internal static Tensor Dropout(Tensor input, MemberSet members, double[] rates)
    {
        var shape = input.shape;
        var noise = empty((long[])[members.Count, .. shape], input.dtype, input.device);
        for (var member = 0; member < members.Count; member++)
        {
            using var own = Aten.Whole.SelectInt(noise, 0, member);
            Draw(own, member, noise, (members, rates));
        }

        var all = noise.OfMembers(members, 0);
        return input.Members is null || input.MemberDim == 0 ? input * all : Aten.Whole.MulTensor(FusedCall.First(input), all).OfMembers(members, 0);
    }

    private static void Draw(Tensor own, int member, Tensor noise, (MemberSet Set, double[] Rates) members)
    {
        var (rate, twin) = (members.Rates[member], members.Set.TwinOf(member));
        if (rate is 0 or 1)
        {
            own.fill_(1 - rate);
        }
        else if (twin < member && members.Rates[twin].Equals(rate))
        {
            using var same = Aten.Whole.SelectInt(noise, 0, twin);
            own.copy_(same);
        }
        else
        {
            Aten.BernoulliFloatInPlace(own, 1 - rate, members.Set.Stream(member));
            own.div_(1 - rate);
        }
    }
}
