namespace HyperScaffold.Torch.Tensors;

/// <summary>
/// Tensors that are made on this thread while the scope is the innermost one are disposed with it, unless they are
/// moved out. Belongs to the thread that made it; another thread may dispose it.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? _innermost;

    private readonly List<torch.Tensor> _members = [];
    private readonly DisposeScope? _outer;
    private volatile bool _disposed;

    internal DisposeScope()
    {
        _outer = Current;
        _innermost = this;
    }

    /// <summary>Gets how many tensors the scope holds now.</summary>
    public int DisposablesCount => _members.Count;

    // a scope that an await carried to another thread was disposed there: this thread forgets it here
    internal static DisposeScope? Current => _innermost = Open(_innermost);

    /// <summary>Hands a tensor to the scope around this one, or frees it of all scopes when there is none.</summary>
    /// <param name="tensor">A tensor of this scope.</param>
    /// <returns>The same tensor.</returns>
    public torch.Tensor MoveToOuter(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.MoveTo(Open(_outer));
    }

    /// <summary>Frees a tensor of this scope; its owner disposes it.</summary>
    /// <param name="tensor">A tensor; one of another scope stays there.</param>
    /// <returns>The same tensor.</returns>
    public torch.Tensor Detach(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.IsMemberOf(this) ? tensor.MoveTo(null) : tensor;
    }

    /// <summary>Makes a tensor a member of this scope.</summary>
    /// <param name="tensor">A tensor.</param>
    /// <returns>The same tensor.</returns>
    public torch.Tensor Attach(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.MoveTo(this);
    }

    /// <summary>Disposes the members now; the scope stays open.</summary>
    /// <param name="keep">The tensors that stay members.</param>
    public void DisposeEverythingBut(params torch.Tensor[] keep)
    {
        foreach (var tensor in _members.Except(keep).ToList())
        {
            tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var tensor in _members)
        {
            tensor.DisposeOfScope();
        }

        _members.Clear();
        _innermost = Open(_innermost);
    }

    private static DisposeScope? Open(DisposeScope? scope)
    {
        while (scope is { _disposed: true })
        {
            scope = scope._outer;
        }

        return scope;
    }

    internal int Add(torch.Tensor tensor)
    {
        _members.Add(tensor);
        return _members.Count - 1;
    }

    // the last member takes the free place, so that leaving costs the same in a large scope
    internal void Remove(int place)
    {
        var last = _members.Count - 1;
        _members[place] = _members[last];
        _members[place].ScopePlace = place;
        _members.RemoveAt(last);
    }
}
