using System.Buffers;
using System.IO.Compression;

namespace HyperScaffold.Torch.Data;

/// <summary>A data file's bytes, decompressed when its name ends in <c>.gz</c>, read to the last one; every error names the file.</summary>
internal sealed class DataBytes : IDisposable
{
    private readonly Stream _stream;

    /// <summary>Initializes a new instance of the <see cref="DataBytes"/> class.</summary>
    /// <exception cref="HyperException">The file is missing or cannot be read.</exception>
    internal DataBytes(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        if (!File.Exists(path))
        {
            throw new HyperException($"The data file is missing: {path}. Put it there, or change the path in the project's data code.");
        }

        try
        {
            Stream file = File.OpenRead(path);
            _stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HyperException($"The data file cannot be read: {path} ({e.Message}). Check its permissions.", e);
        }
    }

    /// <summary>Gets the file.</summary>
    internal string Path { get; }

    /// <summary>An error about the file's content.</summary>
    internal HyperException Damaged(string what, Exception? cause = null) =>
        new($"The data file is damaged: {Path}: {what}. Fetch it again.", cause);

    /// <summary>The bytes of values in a shape.</summary>
    /// <exception cref="HyperException">No memory can hold them.</exception>
    internal long Size(long[] shape, int width)
    {
        try
        {
            return shape.Aggregate((long)width, (product, length) => checked(product * length));
        }
        catch (OverflowException e)
        {
            throw Damaged($"it claims the impossible shape [{string.Join(", ", shape)}]", e);
        }
    }

    /// <summary>Reads exactly as many bytes.</summary>
    /// <exception cref="HyperException">The file ends before, or its compression is damaged.</exception>
    internal byte[] Take(int count, string what)
    {
        var bytes = new byte[count];
        var got = Fill(bytes);
        return got == count ? bytes : throw Damaged($"it ends inside {what}, after {got} of {count} bytes");
    }

    /// <summary>Reads the values, in pieces, so that a lying header reserves no memory that the file does not fill.</summary>
    /// <exception cref="HyperException">The file holds less or more, or its compression is damaged.</exception>
    internal byte[] TakeRest(long count, string what)
    {
        const int Piece = 1 << 20;
        if (count > Array.MaxLength)
        {
            throw Damaged($"it claims {count} bytes for {what}, more than one array can hold");
        }

        var all = new ArrayBufferWriter<byte>((int)Math.Min(Math.Max(count, 1), Piece));
        while (all.WrittenCount < count)
        {
            var wanted = (int)Math.Min(Piece, count - all.WrittenCount);
            var got = Fill(all.GetSpan(wanted)[..wanted]);
            all.Advance(got);
            if (got < wanted)
            {
                throw Damaged($"it ends inside {what}, after {all.WrittenCount} of {count} bytes");
            }
        }

        return Fill(stackalloc byte[1]) == 0 ? all.WrittenSpan.ToArray() : throw Damaged($"it goes on after the {count} bytes of {what}");
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private int Fill(Span<byte> bytes)
    {
        try
        {
            return _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Damaged(e.Message.TrimEnd('.'), e);
        }
    }
}
