using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Products of matrices.</summary>
internal static class FusedProducts
{
    /// <summary>Where all members see the same rows it is one large product, otherwise one product a member.</summary>
    internal static Tensor[] Linear(FusedCall call)
    {
        var (input, weight, bias) = (call.Tensor(0), call.Tensor(1), call.Optional(2));
        if (weight.Members is null)
        {
            return bias?.Members is null
                ? call.Result(Aten.Whole.Linear(input, weight, bias), input.MemberDim)
                : throw new NotFusedException("a shared weight with biases of its members");
        }

        return input.Members is null ? OfSharedRows(call, input, weight, bias) : OfOwnRows(call, FusedCall.First(input), FusedCall.First(weight), bias);
    }

    /// <summary>A product of the last two dimensions.</summary>
    internal static Tensor[] Matmul(FusedCall call)
    {
        var (left, right) = (call.Tensor(0), call.Tensor(1));
        var rank = Math.Max(left.dim(), right.dim());
        if (left.dim() < 2 || right.dim() < 2)
        {
            throw new NotFusedException("the product of a vector");
        }

        return call.Result(Aten.Whole.Matmul(Ranked(left, rank), Ranked(right, rank)));
    }

    /// <summary>Attention without dropout; the operator takes any number of leading dimensions.</summary>
    internal static Tensor[] Attention(FusedCall call)
    {
        if (call.Args.Length > 4 && call.Real(4) != 0)
        {
            throw new NotFusedException("dropout inside attention");
        }

        var rank = call.Tensor(0).dim();
        var args = call.Args.ToArray();
        for (var i = 0; i < 4 && i < args.Length; i++)
        {
            args[i] = args[i].Owner is Tensor tensor ? i < 3 ? call.Spread(tensor) : Ranked(tensor, rank) : args[i];
        }

        return call.Result(call.Operator.CallWhole(args));
    }

    /// <summary>All members' vectors lie in one table, and each member's indices begin where its vectors do.</summary>
    internal static Tensor[] Embedding(FusedCall call)
    {
        var (weight, indices) = (FusedCall.First(call.Tensor(0)), call.Tensor(1));
        if (call.Tensor(0).Members is null || call.Int(2, -1) >= 0)
        {
            throw new NotFusedException("an embedding with a padding index");
        }

        var sizes = weight.WholeShape;
        var table = Aten.Whole.Reshape(weight, [sizes[0] * sizes[1], sizes[2]]);
        var starts = tensor(Enumerable.Range(0, call.Count).Select(m => m * sizes[1]).ToArray(), device: call.Members.Device);
        var rank = (int)indices.dim();
        var places = Aten.Whole.AddTensor(Ranked(indices, rank), Aten.Whole.Reshape(starts, [call.Count, .. Enumerable.Repeat(1, rank)]));
        return call.Result(Aten.Whole.Embedding(table, places, -1));
    }

    private static Tensor Ranked(Tensor tensor, long rank) => tensor.Members is null ? tensor : FusedElements.Ranked(tensor, rank);

    private static Tensor[] OfSharedRows(FusedCall call, Tensor input, Tensor weight, Tensor? bias)
    {
        var whole = FusedCall.First(weight);
        var sizes = whole.WholeShape;
        var (members, outputs, inputs) = (sizes[0], sizes[1], sizes[2]);
        var all = Aten.Whole.Linear(input, Aten.Whole.Reshape(whole, [members * outputs, inputs]), Biases(call, bias, members * outputs));
        var rows = input.shape[..^1];
        return call.Result(Aten.Whole.View(all, [.. rows, members, outputs]), rows.Length);
    }

    private static Tensor? Biases(FusedCall call, Tensor? bias, long count) => bias switch
    {
        null => null,
        _ => Aten.Whole.Reshape(call.Spread(bias), [count]),
    };

    private static Tensor[] OfOwnRows(FusedCall call, Tensor input, Tensor weight, Tensor? bias)
    {
        var sizes = input.WholeShape;
        var rows = sizes.Length == 3 ? input : Aten.Whole.Reshape(input, [sizes[0], -1, sizes[^1]]);
        var turned = Aten.Whole.TransposeInt(weight, 1, 2);
        var product = bias is null
            ? Aten.Whole.Bmm(rows, turned)
            : Aten.Whole.Baddbmm(Aten.Whole.Unsqueeze(call.Spread(bias), 1), rows, turned);
        return call.Result(sizes.Length == 3 ? product : Aten.Whole.Reshape(product, [.. sizes[..^1], weight.WholeShape[1]]));
    }
}
