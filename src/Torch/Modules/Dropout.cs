using HyperScaffold.Torch.Fusing;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>While training, sets each element to 0 with a probability and scales the others up by 1 / (1 - p).</summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    private readonly double _p;
    private readonly bool _inplace;

    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout)) => (_p, _inplace) = (p, inplace);

    /// <summary>Gets the probability.</summary>
    internal double Rate => _p;

    /// <summary>Gets or sets what it does where it is part of a fused model: each member has a rate.</summary>
    internal (MemberSet Members, double[] Rates)? Fused { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Fused is { } fused && training && fused.Rates.Any(r => r > 0)
        ? FusedNorms.Dropout(input, fused.Members, fused.Rates)
        : nn.functional.dropout(input, Fused is null ? _p : 0, training, _inplace);
}
