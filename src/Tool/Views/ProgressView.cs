using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows how a phase goes on while it runs.</summary>
internal abstract class ProgressView : IProgress<RoundProgress>, IDisposable
{
    /// <summary>Chooses the view: live on a terminal, a line a trial elsewhere, nothing where quiet was asked for.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="quiet">True shows nothing.</param>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study's name.</param>
    /// <returns>The view.</returns>
    public static ProgressView Create(Terminal terminal, bool quiet, IStorage storage, string study)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return quiet ? new NoProgress() : terminal.IsInteractive ? new LiveProgress(terminal, storage, study) : new LineProgress(terminal, storage, study);
    }

    /// <inheritdoc/>
    public abstract void Report(RoundProgress value);

    /// <summary>Says a line between two rounds without disturbing the display.</summary>
    /// <param name="line">The line.</param>
    public abstract void Say(string line);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the display.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
