using System.Runtime.InteropServices;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Says when the process was asked to end: Ctrl-C or SIGTERM. A second Ctrl-C ends it at once.</summary>
internal sealed class ShutdownToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private PosixSignalRegistration? _terminate;

    /// <summary>Gets the token; cancelled once, never reset.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>A token that listens to this process's signals.</summary>
    /// <returns>The token; dispose it to stop listening.</returns>
    public static ShutdownToken OfProcess()
    {
        var shutdown = new ShutdownToken();
        Console.CancelKeyPress += shutdown.OnCancelKey;
        shutdown._terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, shutdown.OnTerminate);
        return shutdown;
    }

    /// <summary>Asks for the end.</summary>
    public void Cancel() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKey;
        _terminate?.Dispose();
        _source.Dispose();
    }

    private void OnCancelKey(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }

    private void OnTerminate(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
