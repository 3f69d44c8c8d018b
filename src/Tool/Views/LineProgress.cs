using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Views;

/// <summary>A line for each finished trial, for pipes and logs.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="storage">Where the study lies.</param>
/// <param name="study">The study's name.</param>
internal sealed class LineProgress(Terminal terminal, IStorage storage, string study) : ProgressView
{
    private readonly FinishedTrials _finished = new(storage, study);
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public override void Report(RoundProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            foreach (var trial in _finished.Next())
            {
                terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  {FinishedTrials.Line(trial)}"));
            }
        }
    }

    /// <inheritdoc/>
    public override void Say(string line) => terminal.Say(line);
}
