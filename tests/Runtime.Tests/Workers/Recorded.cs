namespace HyperScaffold.Runtime.Tests.Workers;

/// <summary>Keeps what was reported, in order.</summary>
public sealed class Recorded<T>(Action<T>? also = null) : IProgress<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _values = [];

    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_gate)
            {
                return [.. _values];
            }
        }
    }

    public void Report(T value)
    {
        lock (_gate)
        {
            _values.Add(value);
        }

        also?.Invoke(value);
    }
}
