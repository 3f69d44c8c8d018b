using System.Globalization;
using System.IO.Compression;
using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Formats;

/// <summary>
/// Weights in PyTorch's own format: the archive that <c>torch.save</c> writes since PyTorch 1.6. Nothing in a file is
/// executed: of Python's objects only tensors, dictionaries, lists and plain values are read.
/// </summary>
public static class PyTorchFile
{
    private const string Folder = "archive";
    private const long LargestPickle = 256L << 20;

    private static readonly Operator AsStrided = new("aten::as_strided");

    /// <summary>Writes tensors; the file appears complete or not at all. <c>torch.load</c> reads it as an ordered dictionary.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <exception cref="HyperException">The file cannot be written, or an element type is not supported.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        WeightsWriting.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, "data.pkl", PickleWriter.Write(tensors));
            Add(archive, "byteorder", "little"u8);
            var number = 0;
            foreach (var (_, tensor) in tensors)
            {
                var bytes = new byte[tensor.numel() * TorchStorage.Of(tensor.dtype).Bytes];
                tensor.CopyTo(bytes.AsSpan());
                Add(archive, "data/" + number++.ToString(CultureInfo.InvariantCulture), bytes);
            }

            Add(archive, "version", "3\n"u8);
        });
    }

    /// <summary>
    /// Reads tensors to the CPU. Dictionaries within the file give dotted names; what is neither a tensor nor a
    /// dictionary of tensors is left out.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name; members of the current dispose scope.</returns>
    /// <exception cref="HyperException">The file is missing, damaged, of the format before PyTorch 1.6, or holds objects of other kinds.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return Read(archive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or OverflowException or InvalidCastException)
        {
            throw new HyperException($"No weights could be read from {path}: {e.Message} Give a complete file that torch.save of PyTorch 1.6 or later wrote, such as torch.save(model.state_dict(), file).", e);
        }
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        // PyTorch maps stored records into memory and reads no compressed ones
        using var stream = archive.CreateEntry($"{Folder}/{name}", CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    private static Dictionary<string, Tensor> Read(ZipArchive archive)
    {
        var pickle = archive.Entries.FirstOrDefault(e => e.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new InvalidDataException("it has no data.pkl.");
        var folder = pickle.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(folder + "byteorder") is { } order && !Bytes(order).AsSpan().SequenceEqual("little"u8))
        {
            throw new InvalidDataException("its numbers are big-endian.");
        }

        var storages = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, stored) in PickledTensors.In(new PickleReader(Bytes(pickle)).Read()))
        {
            if (!storages.TryGetValue(stored.Key, out var bytes))
            {
                var entry = archive.GetEntry($"{folder}data/{stored.Key}") ?? throw new InvalidDataException($"the values of {name} are missing.");
                bytes = storages[stored.Key] = Bytes(entry);
            }

            result[name] = Restore(name, stored, bytes);
        }

        return result;
    }

    private static Tensor Restore(string name, PickledTensor stored, byte[] bytes)
    {
        var elements = bytes.Length / stored.Storage.Bytes;
        var last = stored.Offset + stored.Shape.Zip(stored.Strides, (n, s) => checked(Math.Max(n - 1, 0) * s)).Sum();
        if (stored.Shape.Length != stored.Strides.Length || stored.Offset < 0 || stored.Strides.Any(s => s < 0) || stored.Shape.Any(n => n < 0)
            || (stored.Shape.All(n => n > 0) && last >= elements))
        {
            throw new InvalidDataException($"the size of {name} does not fit its shape.");
        }

        using var scope = NewDisposeScope();
        var flat = Tensor.FromBytes(bytes, stored.Storage.Type, [elements]);
        return AsStrided.Call(flat, stored.Shape, stored.Strides, stored.Offset).clone().contiguous().MoveToOuterDisposeScope();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        if (entry.Name == "data.pkl" && entry.Length > LargestPickle)
        {
            throw new InvalidDataException("its data.pkl is too large.");
        }

        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
