using System.Runtime.InteropServices;

namespace HyperScaffold.Torch.Interop;

/// <summary>What crosses the border to the shim: a tag, a length for lists and texts, and eight bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)]
    internal ArgKind Kind;

    [FieldOffset(4)]
    internal int Length;

    [FieldOffset(8)]
    internal nint Pointer;

    [FieldOffset(8)]
    internal long Bits;

    internal readonly double Real => BitConverter.Int64BitsToDouble(Bits);
}
