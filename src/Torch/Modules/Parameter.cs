namespace HyperScaffold.Torch.Modules;

/// <summary>A tensor that training changes. It belongs to its module, never to a dispose scope.</summary>
public sealed class Parameter : torch.Tensor
{
    /// <summary>Initializes a new instance of the <see cref="Parameter"/> class.</summary>
    /// <param name="data">The initial values; this tensor takes their memory over, and <paramref name="data"/> is as if disposed.</param>
    /// <param name="requires_grad">False for a parameter that stays as it is.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(Take(data))
    {
        DetachFromDisposeScope();
        this.requires_grad = requires_grad;
    }

    private static nint Take(torch.Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.is_leaf ? data.TakeHandle() : data.detach().TakeHandle();
    }
}
