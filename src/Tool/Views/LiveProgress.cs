using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HyperScaffold.Tool.Views;

/// <summary>A display that is redrawn in place: the round, what runs, the best so far and the last trials.</summary>
internal sealed class LiveProgress : ProgressView
{
    private const int Shown = 6;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private readonly FinishedTrials _finished;
    private readonly List<FrozenTrial> _last = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _display;
    private RoundProgress? _progress;

    /// <summary>Initializes a new instance of the <see cref="LiveProgress"/> class.</summary>
    /// <param name="terminal">A terminal that understands escape sequences.</param>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study's name.</param>
    public LiveProgress(Terminal terminal, IStorage storage, string study)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        _finished = new FinishedTrials(storage, study);
        _display = terminal.Ansi.Live(new Text(string.Empty)).AutoClear(true).StartAsync(DrawAsync);
    }

    /// <inheritdoc/>
    public override void Report(RoundProgress value)
    {
        lock (_gate)
        {
            _progress = value;
            _last.AddRange(_finished.Next());
            _last.RemoveRange(0, Math.Max(0, _last.Count - Shown));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _end.Cancel();
        _display.GetAwaiter().GetResult();
        _end.Dispose();
        base.Dispose(disposing);
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        while (!_end.IsCancellationRequested)
        {
            context.UpdateTarget(Picture());
            await Task.Delay(Redraw, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Rows Picture()
    {
        lock (_gate)
        {
            var lines = new List<IRenderable>();
            if (_progress is not { } p)
            {
                // Spectre cannot draw a picture without lines
                lines.Add(Line("starting workers ..."));
            }
            else
            {
                lines.Add(Line(string.Create(CultureInfo.InvariantCulture, $"{p.Round}: {p.Finished} of {p.Planned} trials, {p.Running.Count} running{Best(p)}")));
                lines.AddRange(p.Running.Select(t => Line(Running(t))));
            }

            lines.AddRange(_last.Select(t => Line("  " + FinishedTrials.Line(t))));
            return new Rows(lines);
        }
    }

    private static string Best(RoundProgress progress) => progress.Best is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"; best {PhaseText.Metric(best.Value)} (#{best.Number} {FinishedTrials.Parameters(best)})")
        : string.Empty;

    private static string Running(FrozenTrial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {trial.Round,-8} #{trial.Number} epoch {SpendCounter.Epochs(trial)} {PhaseText.Metric(trial.LastReport?.Value)}  {FinishedTrials.Parameters(trial)}");

    private static Text Line(string text) => new Text(Terminal.Clean(text)).Overflow(Overflow.Ellipsis);
}
