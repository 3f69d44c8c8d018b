using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>x times the normal distribution's share below x (Hendrycks and Gimpel 2016).</summary>
public sealed class GELU : nn.Module<Tensor, Tensor>
{
    private readonly Approximate _approximate;

    internal GELU(Approximate approximate)
        : base(nameof(GELU)) => _approximate = approximate;

    /// <summary>How it is computed.</summary>
    public enum Approximate
    {
        /// <summary>Exactly.</summary>
        None,

        /// <summary>By a hyperbolic tangent.</summary>
        Tanh,
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Aten.Gelu(input, _approximate == Approximate.Tanh ? "tanh" : "none");
}
