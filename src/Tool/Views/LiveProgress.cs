using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Views;

/// <summary>
/// A display that is redrawn in place: the round, what runs, the best so far and the last trials. Drawn by hand, because
/// Spectre's live display writes over the lines above it when a picture grows.
/// </summary>
internal sealed class LiveProgress : ProgressView
{
    private const int Shown = 6;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private readonly Terminal _terminal;
    private readonly FinishedTrials _finished;
    private readonly List<FrozenTrial> _last = [];
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private RoundProgress? _progress;
    private int _height;
    private bool _ended;

    /// <summary>Initializes a new instance of the <see cref="LiveProgress"/> class.</summary>
    /// <param name="terminal">A terminal that understands escape sequences.</param>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study's name.</param>
    public LiveProgress(Terminal terminal, IStorage storage, string study)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        _terminal = terminal;
        _finished = new FinishedTrials(storage, study);
        _timer = new Timer(_ => Draw(null), null, TimeSpan.Zero, Redraw);
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
    public override void Say(string line) => Draw(line);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _timer.Dispose();
        lock (_gate)
        {
            _terminal.Out.Write(Erase());
            _ended = true;
        }

        base.Dispose(disposing);
    }

    private void Draw(string? above)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            var lines = Picture();
            var said = above is null ? string.Empty : Terminal.Clean(above) + "\n";
            _terminal.Out.Write(Erase() + said + string.Concat(lines.Select(l => Fit(l) + "\n")));
            _terminal.Out.Flush();
            _height = lines.Count;
        }
    }

    // up to the display's first line, then everything below is cleared
    private string Erase() => _height == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"\u001b[{_height}A\r\u001b[J");

    private List<string> Picture()
    {
        var lines = new List<string>();
        if (_progress is not { } p)
        {
            lines.Add("starting workers ...");
        }
        else
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{p.Round}: {p.Finished} of {p.Planned} trials, {p.Running.Count} running{Best(p)}"));
            lines.AddRange(p.Running.Select(Running));
        }

        lines.AddRange(_last.Select(t => "  " + FinishedTrials.Line(t)));
        return lines;
    }

    // a line that wraps would make the display higher than it is counted
    private string Fit(string line)
    {
        var width = Math.Max(20, _terminal.Ansi.Profile.Width - 1);
        var clean = Terminal.Clean(line);
        return clean.Length <= width ? clean : clean[..(width - 3)] + "...";
    }

    private static string Best(RoundProgress progress) => progress.Best is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"; best {PhaseText.Metric(best.Value)} (#{best.Number} {FinishedTrials.Parameters(best)})")
        : string.Empty;

    private static string Running(FrozenTrial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {trial.Round,-8} #{trial.Number} epoch {SpendCounter.Epochs(trial)} {PhaseText.Metric(trial.LastReport?.Value)}  {FinishedTrials.Parameters(trial)}");
}
