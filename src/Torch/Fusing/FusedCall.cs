using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>One call of an operator with tensors that hold members.</summary>
internal readonly ref struct FusedCall(Operator op, MemberSet members, ReadOnlySpan<Arg> args)
{
    private readonly ReadOnlySpan<Arg> _args = args;

    internal Operator Operator => op;

    internal MemberSet Members => members;

    internal ReadOnlySpan<Arg> Args => _args;

    internal int Count => members.Count;

    /// <summary>An argument that must be a tensor.</summary>
    internal Tensor Tensor(int index) => Optional(index) ?? throw new NotFusedException(op.Name);

    /// <summary>An argument that may be a tensor.</summary>
    internal Tensor? Optional(int index) => index < _args.Length && _args[index].Kind == ArgKind.Tensor ? (Tensor?)_args[index].Owner : null;

    internal long Int(int index, long other = 0) => index < _args.Length && _args[index].Kind is ArgKind.Int or ArgKind.Bool ? _args[index].Bits : other;

    internal double Real(int index) => _args[index].Kind == ArgKind.Double ? BitConverter.Int64BitsToDouble(_args[index].Bits) : _args[index].Bits;

    internal long[] Ints(int index) => (long[])(_args[index].Owner ?? throw new NotFusedException(op.Name));

    internal Arg Rest(int index) => index < _args.Length ? _args[index] : Arg.Default;

    /// <summary>The whole tensor of an argument with its members first; one without members as it is.</summary>
    internal Tensor First(int index) => First(Tensor(index));

    /// <summary>The whole tensor with its members first; one without members as it is.</summary>
    internal static Tensor First(Tensor tensor) => tensor switch
    {
        { Members: null } or { MemberDim: 0 } => tensor,
        { MemberDim: 1 } => Aten.Whole.TransposeInt(tensor, 0, 1),
        { MemberDim: var dim } => Aten.Whole.Permute(tensor, [dim, .. Enumerable.Range(0, (int)tensor.dim() + 1).Where(d => d != dim).Select(d => (long)d)]),
    };

    /// <summary>The whole tensor with its members first; a tensor without members is repeated for each.</summary>
    internal Tensor Spread(Tensor tensor) =>
        tensor.Members is null ? Aten.Whole.Expand(tensor, [members.Count, .. tensor.shape]) : First(tensor);

    /// <summary>The result with its members along a dimension.</summary>
    internal Tensor[] Result(Tensor whole, int dim = 0) => [whole.OfMembers(members, dim)];
}
