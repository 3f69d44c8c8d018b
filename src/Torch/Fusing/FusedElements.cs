using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Operators that compute each element from the ones in its place.</summary>
internal static class FusedElements
{
    /// <summary>Of one tensor.</summary>
    internal static Tensor[] One(FusedCall call) => call.Result(call.Operator.CallWhole(call.Args), call.Tensor(0).MemberDim);

    /// <summary>Of several tensors, which may have unlike shapes.</summary>
    internal static Tensor[] Several(FusedCall call)
    {
        var dim = CommonDim(call);
        if (dim >= 0)
        {
            return call.Result(call.Operator.CallWhole(call.Args), dim);
        }

        var rank = 0L;
        foreach (var arg in call.Args)
        {
            rank = Math.Max(rank, arg.Owner is Tensor tensor ? tensor.dim() : 0);
        }

        var args = call.Args.ToArray();
        for (var i = 0; i < args.Length; i++)
        {
            args[i] = args[i].Owner is Tensor { Members: not null } tensor ? Ranked(tensor, rank) : args[i];
        }

        return call.Result(call.Operator.CallWhole(args));
    }

    /// <summary>The whole tensor with its members first and at least as many dimensions as asked for.</summary>
    internal static Tensor Ranked(Tensor tensor, long rank)
    {
        var first = FusedCall.First(tensor);
        var missing = (int)(rank - tensor.dim());
        var sizes = first.WholeShape;
        return missing <= 0 ? first : Aten.Whole.Reshape(first, [sizes[0], .. Enumerable.Repeat(1, missing), .. sizes[1..]]);
    }

    // where members lie alike in all tensors, and those without members have no dimension that would meet theirs
    private static int CommonDim(FusedCall call)
    {
        var (dim, rank, plain) = (-1, -1L, 0L);
        foreach (var arg in call.Args)
        {
            if (arg.Owner is not Tensor tensor)
            {
                continue;
            }

            if (tensor.Members is null)
            {
                plain = Math.Max(plain, tensor.dim());
            }
            else if (dim >= 0 && (dim != tensor.MemberDim || rank != tensor.dim()))
            {
                return -1;
            }
            else
            {
                (dim, rank) = (tensor.MemberDim, tensor.dim());
            }
        }

        return plain <= rank - dim ? dim : -1;
    }
}
