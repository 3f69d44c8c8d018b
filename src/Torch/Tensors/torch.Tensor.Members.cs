using HyperScaffold.Torch.Fusing;
using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Gets the members that the tensor holds one value each of, along <see cref="MemberDim"/>; null for an ordinary tensor.</summary>
        /// <remarks>A user's code sees the shape that one member has; each operator's fused form looks at the whole.</remarks>
        internal MemberSet? Members { get; private set; }

        /// <summary>Gets the dimension of <see cref="WholeShape"/> that counts members: 0, or 1 behind the rows.</summary>
        internal int MemberDim { get; private set; }

        /// <summary>Gets the lengths of all dimensions, the members' too.</summary>
        internal unsafe long[] WholeShape
        {
            get
            {
                var sizes = new long[Native.Dims(Handle)];
                fixed (long* first = sizes)
                {
                    Native.Sizes(Handle, first);
                }

                GC.KeepAlive(this);
                return sizes;
            }
        }

        internal Tensor OfMembers(MemberSet? members, int dim)
        {
            (Members, MemberDim) = (members, dim);
            return this;
        }
    }
}
