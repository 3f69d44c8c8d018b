using System.Globalization;
using System.Text;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>The log of one trial or worker, written by any thread. A full disk costs the log, not the work.</summary>
/// <param name="file">Where it goes; disposed with this.</param>
internal sealed class TrialLog(StreamWriter file) : TextWriter
{
    private const long MostCharacters = 64L << 20;
    private readonly Lock _gate = new();
    private long _length;
    private bool _isOver;
    private bool _hasParameters;

    /// <inheritdoc/>
    public override Encoding Encoding => file.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Put(value.ToString());

    /// <inheritdoc/>
    public override void Write(string? value) => Put(value ?? string.Empty);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Put(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Put(value + "\n");

    /// <summary>Writes a line of ours.</summary>
    /// <param name="text">The text.</param>
    public void Say(string text) => Put(text + "\n");

    /// <summary>Writes a report, and the trial's values before the first one.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="step">The step.</param>
    /// <param name="value">The value.</param>
    public void Report(Trial trial, int step, double value)
    {
        if (!_hasParameters)
        {
            _hasParameters = true;
            Say("parameters " + string.Join(", ", trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value}"))));
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"step {step}: {PythonText.Float(value)}"));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _isOver = true;
            Try(file.Dispose);
        }

        base.Dispose(disposing);
    }

    // whole lines are flushed, so that others can follow
    private void Put(string text)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _length += text.Length;
            _isOver = _length > MostCharacters;
            Try(() => file.Write(_isOver ? $"(the log ends here: a log has at most {MostCharacters} characters)\n" : text));
            if (_isOver || text.Contains('\n', StringComparison.Ordinal))
            {
                Try(file.Flush);
            }
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            _isOver = true;
        }
    }
}
