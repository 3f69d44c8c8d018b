using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace HyperScaffold.Torch.Data;

/// <summary>Takes items ahead on a thread of its own, in their order.</summary>
internal static class Prefetcher
{
    /// <summary>The same items.</summary>
    /// <param name="items">Makes the items, on the other thread.</param>
    /// <param name="ahead">How many may wait, at least 1.</param>
    internal static IEnumerable<T> Run<T>(IEnumerable<T> items, int ahead)
        where T : class, IDisposable
    {
        using var ready = new BlockingCollection<(T? Item, ExceptionDispatchInfo? Error)>(ahead);
        using var leaving = new CancellationTokenSource();
        var thread = new Thread(() => Fill(items, ready, leaving.Token)) { IsBackground = true, Name = "loader" };
        thread.Start();
        try
        {
            foreach (var (item, error) in ready.GetConsumingEnumerable())
            {
                error?.Throw();
                yield return item!;
            }
        }
        finally
        {
            leaving.Cancel();
            thread.Join();
            foreach (var (item, _) in ready)
            {
                item?.Dispose();
            }
        }
    }

    private static void Fill<T>(IEnumerable<T> items, BlockingCollection<(T? Item, ExceptionDispatchInfo? Error)> ready, CancellationToken leaving)
        where T : class, IDisposable
    {
        T? item = null;
        try
        {
            foreach (var next in items)
            {
                item = next;
                ready.Add((next, null), leaving);
                item = null;
            }
        }
        catch (Exception e)
        {
            item?.Dispose();
            Tell(ready, ExceptionDispatchInfo.Capture(e), leaving);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    // where the other side left, nobody wants to know
    private static void Tell<T>(BlockingCollection<(T? Item, ExceptionDispatchInfo? Error)> ready, ExceptionDispatchInfo error, CancellationToken leaving)
        where T : class, IDisposable
    {
        try
        {
            ready.Add((null, error), leaving);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
