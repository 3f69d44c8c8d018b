using System.Text;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>A trial's log, written by the threads of both outputs, and the end of standard error for the reason of a failure.</summary>
/// <param name="writer">Where lines go; each is flushed, so that others can follow.</param>
/// <param name="maxLength">How many characters are written at most.</param>
internal sealed class TrainerLog(TextWriter writer, long maxLength)
{
    private const int TailLength = 2000;

    private readonly Lock _lock = new();
    private readonly StringBuilder _tail = new();
    private long _length;
    private bool _isClosed;

    /// <summary>Writes a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isError">True for standard error.</param>
    public void Write(string line, bool isError = false)
    {
        lock (_lock)
        {
            if (isError)
            {
                Remember(line);
            }

            if (!_isClosed)
            {
                TryWrite(line);
            }
        }
    }

    /// <summary>The end of standard error without control characters.</summary>
    /// <returns>At most 2,000 characters in lines; empty where there was none.</returns>
    public string Tail()
    {
        lock (_lock)
        {
            return _tail.ToString().Trim();
        }
    }

    /// <summary>Stops writing: what a program left behind may still print must not reach a closed writer.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    private void Remember(string line)
    {
        var end = line.Length > TailLength ? line[^TailLength..] : line;
        foreach (var c in end)
        {
            _tail.Append(char.IsControl(c) ? ' ' : c);
        }

        _tail.Append('\n');
        if (_tail.Length > TailLength)
        {
            _tail.Remove(0, _tail.Length - TailLength);
        }
    }

    // a full disk costs the log, not the trial
    private void TryWrite(string line)
    {
        try
        {
            _length += line.Length + 1L;
            _isClosed = _length > maxLength;
            writer.WriteLine(_isClosed ? $"(the log ends here: a log has at most {maxLength} characters)" : line);
            writer.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            _isClosed = true;
        }
    }
}
