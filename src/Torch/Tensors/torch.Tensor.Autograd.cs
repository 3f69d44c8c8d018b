using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Gets or sets a value indicating whether operators record this tensor for <see cref="backward(Tensor, bool, bool)"/>.</summary>
        public bool requires_grad
        {
            get
            {
                var value = Native.RequiresGrad(Handle) != 0;
                GC.KeepAlive(this);
                return value;
            }

            set
            {
                Native.Check(Native.SetRequiresGrad(Handle, value ? 1 : 0), nameof(requires_grad));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Gets a value indicating whether it is not the result of a recorded operator.</summary>
        public bool is_leaf
        {
            get
            {
                var value = Native.IsLeaf(Handle) != 0;
                GC.KeepAlive(this);
                return value;
            }
        }

        /// <summary>Gets or sets the gradient that the last backward passes left; null before the first.</summary>
        public Tensor? grad
        {
            get
            {
                Native.Check(Native.GetGrad(Handle, out var gradient), nameof(grad));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set
            {
                Native.Check(Native.SetGrad(Handle, value?.Handle ?? 0), nameof(grad));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets whether operators record this tensor.</summary>
        /// <param name="requires_grad">True to record it.</param>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Adds this tensor's derivatives to the gradients of the leaves that it was computed from.</summary>
        /// <exception cref="TorchException">It is not a single number, or nothing was recorded.</exception>
        public void backward() => backward(null);

        /// <summary>Adds this tensor's derivatives to the gradients of the leaves that it was computed from.</summary>
        /// <param name="gradient">What the derivatives are multiplied with; null for a single number.</param>
        /// <param name="retain_graph">True to be able to call it again.</param>
        /// <param name="create_graph">True to record the derivatives too.</param>
        /// <exception cref="TorchException">The shapes do not fit, or nothing was recorded.</exception>
        public void backward(Tensor? gradient, bool retain_graph = false, bool create_graph = false)
        {
            var status = Native.Backward(Handle, gradient?.Handle ?? 0, retain_graph ? 1 : 0, create_graph ? 1 : 0);
            GC.KeepAlive(this);
            GC.KeepAlive(gradient);
            Native.Check(status, nameof(backward));
        }
    }
}
