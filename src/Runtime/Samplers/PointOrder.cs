namespace HyperScaffold.Samplers;

/// <summary>The points of a countable space in the order of an endless sequence, each once; walked only as far as was asked.</summary>
internal sealed class PointOrder(FinitePoints points, Func<int, long> at)
{
    // when new points have become rare, the others follow in the order of their numbers
    private const int Patience = 64;
    private readonly List<long> _order = [];
    private readonly Dictionary<long, int> _places = [];
    private int _next;
    private int _misses;
    private long _rest;

    /// <summary>The n-th of the points that are not taken, from 0; null where fewer are left.</summary>
    /// <param name="place">Which one.</param>
    /// <param name="taken">The points that are left out.</param>
    public long? Find(int place, IReadOnlyCollection<long> taken)
    {
        if (place + (long)taken.Count >= points.Count)
        {
            return null;
        }

        Walk(place + taken.Count + 1);
        var at = place;
        foreach (var passed in taken.Select(t => _places.GetValueOrDefault(t, int.MaxValue)).Order().TakeWhile(p => p <= at))
        {
            at++;
        }

        return _order[at];
    }

    private void Walk(int count)
    {
        while (_order.Count < count)
        {
            var point = _misses < Patience ? at(_next++) : _rest++;
            if (point >= 0 && _places.TryAdd(point, _order.Count))
            {
                _order.Add(point);
                _misses = _misses < Patience ? 0 : Patience;
            }
            else
            {
                _misses = Math.Min(_misses + 1, Patience);
            }
        }
    }
}
