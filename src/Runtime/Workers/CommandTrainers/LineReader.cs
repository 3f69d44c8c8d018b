using System.Buffers;
using System.Text;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Reads lines of UTF-8 from a program that may print anything: long lines are cut, bad bytes replaced.</summary>
/// <param name="stream">Where the bytes come from.</param>
/// <param name="maxLineBytes">How many bytes of a line are kept.</param>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private readonly byte[] _block = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isCut;

    /// <summary>Reads to the end.</summary>
    /// <param name="take">Takes each line and whether it was cut.</param>
    public void ReadAll(Action<string, bool> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        int count;
        while ((count = Read()) > 0)
        {
            var rest = _block.AsSpan(0, count);
            int end;
            while ((end = rest.IndexOf((byte)'\n')) >= 0)
            {
                Keep(rest[..end]);
                Flush(take);
                rest = rest[(end + 1)..];
            }

            Keep(rest);
        }

        if (_line.WrittenCount > 0 || _isCut)
        {
            Flush(take);
        }
    }

    // a pipe whose other side broke is at its end
    private int Read()
    {
        try
        {
            return stream.Read(_block);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = maxLineBytes - _line.WrittenCount;
        _isCut |= bytes.Length > room;
        _line.Write(bytes.Length > room ? bytes[..room] : bytes);
    }

    private void Flush(Action<string, bool> take)
    {
        var text = Encoding.UTF8.GetString(_line.WrittenSpan);
        var isCut = _isCut;
        _line.ResetWrittenCount();
        _isCut = false;
        take(text.TrimEnd('\r'), isCut);
    }
}
