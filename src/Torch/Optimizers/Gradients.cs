using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Looks at the gradients of many tensors in one call, without a wrapper for each.</summary>
internal static class Gradients
{
    private const int OnStack = 64;

    /// <summary>Forgets the gradients.</summary>
    internal static unsafe void Drop(Tensor[] tensors)
    {
        var handles = tensors.Length <= OnStack ? stackalloc nint[OnStack] : new nint[tensors.Length];
        Fill(tensors, handles);
        fixed (nint* first = handles)
        {
            Native.Check(Native.DropGrads(first, tensors.Length), "zero_grad");
        }

        GC.KeepAlive(tensors);
    }

    /// <summary>The tensors that have a gradient: the same array when it is all of them.</summary>
    internal static unsafe Tensor[] Present(Tensor[] tensors)
    {
        var count = tensors.Length;
        var handles = count <= OnStack ? stackalloc nint[OnStack] : new nint[count];
        var present = count <= OnStack ? stackalloc byte[OnStack] : new byte[count];
        Fill(tensors, handles);
        int found;
        fixed (nint* first = handles)
        {
            fixed (byte* flags = present)
            {
                Native.Check(Native.GradsPresent(first, count, flags, out found), "step");
            }
        }

        GC.KeepAlive(tensors);
        return found == count ? tensors : Chosen(tensors, present);
    }

    private static void Fill(Tensor[] tensors, Span<nint> handles)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            handles[i] = tensors[i].Handle;
        }
    }

    private static Tensor[] Chosen(Tensor[] tensors, ReadOnlySpan<byte> present)
    {
        var chosen = new List<Tensor>();
        for (var i = 0; i < tensors.Length; i++)
        {
            if (present[i] != 0)
            {
                chosen.Add(tensors[i]);
            }
        }

        return [.. chosen];
    }
}
