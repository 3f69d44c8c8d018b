using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Operators on images: all members' channels lie side by side, (rows, members x channels, ...).</summary>
internal static class FusedChannels
{
    /// <summary>A convolution with one group of channels a member; where all see the same images, their filters lie side by side.</summary>
    internal static Tensor[] Convolution(FusedCall call)
    {
        var (input, weight) = (call.Tensor(0), call.Tensor(1));
        var (groups, sizes) = (call.Int(6, 1), weight.shape);
        if (weight.Members is null || input.dim() != sizes.Length)
        {
            throw new NotFusedException("a convolution without rows or filters of its members");
        }

        var isShared = input.Members is null && groups == 1;
        var filters = Aten.Whole.Reshape(FusedCall.First(weight), [call.Count * sizes[0], .. sizes[1..]]);
        var bias = Folded(call, call.Optional(2));
        var result = call.Operator.CallWhole(isShared ? input : SideBySide(call, input), filters, bias, call.Rest(3), call.Rest(4), call.Rest(5), isShared ? 1L : groups * call.Count);
        return Apart(call, result);
    }

    /// <summary>Normalizes each channel of each member.</summary>
    internal static Tensor[] BatchNorm(FusedCall call)
    {
        var args = call.Args.ToArray();
        args[0] = SideBySide(call, call.Tensor(0));
        for (var i = 1; i <= 4; i++)
        {
            args[i] = Folded(call, call.Optional(i));
        }

        return Apart(call, call.Operator.CallWhole(args));
    }

    /// <summary>Normalizes each group of channels of each member.</summary>
    internal static Tensor[] GroupNorm(FusedCall call)
    {
        var images = SideBySide(call, call.Tensor(0));
        return Apart(call, call.Operator.CallWhole(images, call.Int(1) * call.Count, Folded(call, call.Optional(2)), Folded(call, call.Optional(3)), call.Rest(4)));
    }

    /// <summary>Pools each channel.</summary>
    internal static Tensor[] Pool(FusedCall call) => EachChannel(call);

    /// <summary>Lays a border around each channel.</summary>
    internal static Tensor[] Pad(FusedCall call) => EachChannel(call);

    private static Tensor[] EachChannel(FusedCall call)
    {
        var args = call.Args.ToArray();
        args[0] = call.Tensor(0).dim() >= 3 ? SideBySide(call, call.Tensor(0)) : throw new NotFusedException($"{call.Operator.Name} without channels");
        return Apart(call, call.Operator.CallWhole(args));
    }

    // (rows, members x channels, ...)
    private static Tensor SideBySide(FusedCall call, Tensor tensor)
    {
        var behind = tensor.Members is not null && tensor.MemberDim == 1 ? tensor : Aten.Whole.TransposeInt(call.Spread(tensor), 0, 1);
        var sizes = behind.WholeShape;
        return sizes.Length < 3 ? throw new NotFusedException(call.Operator.Name) : Aten.Whole.Reshape(behind, [sizes[0], sizes[1] * sizes[2], .. sizes[3..]]);
    }

    private static Tensor[] Apart(FusedCall call, Tensor whole)
    {
        var sizes = whole.WholeShape;
        return call.Result(Aten.Whole.Reshape(whole, [sizes[0], call.Count, sizes[1] / call.Count, .. sizes[2..]]), 1);
    }

    // a view where the members come first, so that running means change in place
    private static Arg Folded(FusedCall call, Tensor? perChannel) => perChannel is null ? Arg.None : Aten.Whole.Reshape(call.Spread(perChannel), [-1]);
}
