using System.Runtime.InteropServices;

namespace HyperScaffold.Workers;

/// <summary>Listens to the signals by which terminals and batch systems tell a process to leave: SIGINT, SIGTERM, SIGHUP and SIGUSR1.</summary>
public sealed class LeavingSignals : IDisposable
{
    private const int UserSignal1 = 10;
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>Initializes a new instance of the <see cref="LeavingSignals"/> class.</summary>
    /// <param name="leave">Called for each signal, on another thread.</param>
    public LeavingSignals(Action leave)
    {
        List<PosixSignal> signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        if (!OperatingSystem.IsWindows())
        {
            signals.Add((PosixSignal)UserSignal1);
        }

        _signals = [.. signals.Select(s => Listen(s, leave))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private static PosixSignalRegistration Listen(PosixSignal signal, Action leave) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        leave();
    });
}
