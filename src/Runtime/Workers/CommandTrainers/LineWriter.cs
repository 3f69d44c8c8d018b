using System.Collections.Concurrent;
using System.Text;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Writes lines to a program on a thread of its own, so that one that never reads holds nobody up.</summary>
internal sealed class LineWriter
{
    private readonly BlockingCollection<string> _lines = [];
    private readonly Stream _stream;

    /// <summary>Initializes a new instance of the <see cref="LineWriter"/> class and starts its thread.</summary>
    /// <param name="stream">The program's standard input; closed after the last line.</param>
    public LineWriter(Stream stream)
    {
        _stream = stream;
        new Thread(WriteAll) { IsBackground = true, Name = "trainer input" }.Start();
    }

    /// <summary>Queues a line; nothing happens after <see cref="Complete"/>.</summary>
    /// <param name="line">The line without its end.</param>
    public void Write(string line)
    {
        if (!_lines.IsAddingCompleted)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Says that no line follows.</summary>
    public void Complete() => _lines.CompleteAdding();

    private void WriteAll()
    {
        try
        {
            using (_stream)
            {
                foreach (var line in _lines.GetConsumingEnumerable())
                {
                    _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
                    _stream.Flush();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // the program closed its standard input or ended; both are its right
        }
    }
}
