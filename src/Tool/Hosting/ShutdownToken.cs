using System.Runtime.InteropServices;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Says when the process was asked to end: Ctrl-C, SIGTERM, or its terminal was closed. A second Ctrl-C ends it at once.</summary>
internal sealed class ShutdownToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private PosixSignalRegistration? _terminate;
    private PosixSignalRegistration? _hangUp;

    /// <summary>Gets the token; cancelled once, never reset.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>A token that listens to this process's signals.</summary>
    /// <returns>The token; dispose it to stop listening.</returns>
    public static ShutdownToken OfProcess()
    {
        var shutdown = new ShutdownToken();
        Console.CancelKeyPress += shutdown.OnCancelKey;
        shutdown._terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, shutdown.OnTerminate);
        shutdown._hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, shutdown.OnTerminate);
        return shutdown;
    }

    /// <summary>Asks for the end.</summary>
    public void Cancel() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKey;
        _terminate?.Dispose();
        _hangUp?.Dispose();
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
