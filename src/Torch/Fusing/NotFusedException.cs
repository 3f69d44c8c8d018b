namespace HyperScaffold.Torch.Fusing;

/// <summary>Something in a model has no fused form, so its trials train one after the other.</summary>
/// <param name="what">What it is.</param>
internal sealed class NotFusedException(string what) : Exception($"{what} has no fused form")
{
    /// <summary>Gets the layer that needs it; null while that is not known.</summary>
    internal string? Layer { get; private init; }

    /// <summary>The same, with the layer.</summary>
    internal NotFusedException In(string layer) => new(what) { Layer = layer };

    /// <inheritdoc/>
    public override string Message => Layer is null ? base.Message : $"{Layer} cannot be fused: {base.Message}";
}
