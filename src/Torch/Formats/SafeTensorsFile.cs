using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Formats;

/// <summary>Weights in the safetensors format: a length, a JSON header, then the tensors' bytes.</summary>
public static class SafeTensorsFile
{
    private const string Metadata = "__metadata__";
    private const int LengthBytes = 8;
    private const long LargestHeader = 100_000_000;

    private static readonly Dictionary<ScalarType, (string Name, int Bytes)> Types = new()
    {
        [ScalarType.Float32] = ("F32", 4),
        [ScalarType.Float64] = ("F64", 8),
        [ScalarType.Float16] = ("F16", 2),
        [ScalarType.BFloat16] = ("BF16", 2),
        [ScalarType.Int64] = ("I64", 8),
        [ScalarType.Int32] = ("I32", 4),
        [ScalarType.Byte] = ("U8", 1),
        [ScalarType.Bool] = ("BOOL", 1),
    };

    /// <summary>Writes tensors; the file appears complete or not at all.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">Texts to keep beside them, or null.</param>
    /// <exception cref="HyperException">The file cannot be written, or an element type is not supported.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        WeightsWriting.Write(path, file => Write(file, tensors, metadata));
    }

    /// <summary>Reads tensors to the CPU.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name; members of the current dispose scope.</returns>
    /// <exception cref="HyperException">The file is missing or damaged.</exception>
    public static Dictionary<string, Tensor> Load(string path) => LoadAll(path).Tensors;

    internal static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) LoadAll(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException
            or ArgumentException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new HyperException($"No weights could be read from {path}: {e.Message} Give a complete safetensors file.", e);
        }
    }

    private static void Write(FileStream file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var header = Encoding.UTF8.GetBytes(Header(tensors, metadata));
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var (_, tensor) in tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var bytes = new byte[tensor.numel() * Types[tensor.dtype].Bytes];
            tensor.CopyTo(bytes.AsSpan());
            file.Write(bytes);
        }
    }

    private static string Header(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = new Dictionary<string, object>(StringComparer.Ordinal);
        if (metadata is not null)
        {
            entries[Metadata] = metadata;
        }

        var offset = 0L;
        foreach (var (name, tensor) in tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (!Types.TryGetValue(tensor.dtype, out var type))
            {
                throw new HyperException($"Weights are kept as {string.Join(", ", Types.Keys)}, but {name} holds {tensor.dtype}. Convert it with to(float32).");
            }

            var end = offset + (tensor.numel() * type.Bytes);
            entries[name] = new { dtype = type.Name, tensor.shape, data_offsets = (long[])[offset, end] };
            offset = end;
        }

        var json = JsonSerializer.Serialize(entries);
        return json.PadRight((json.Length + LengthBytes - 1) / LengthBytes * LengthBytes);
    }

    private static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(byte[] file)
    {
        var length = file.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length is < 0 or > LargestHeader || length > file.Length - LengthBytes)
        {
            throw new InvalidDataException("it has no header.");
        }

        var start = LengthBytes + (int)length;
        using var header = JsonDocument.Parse(file.AsMemory(LengthBytes, (int)length));
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.RootElement.EnumerateObject().Where(e => e.Name != Metadata))
        {
            result[entry.Name] = TensorOf(entry, file.AsSpan(start));
        }

        return (result, MetadataOf(header.RootElement));
    }

    private static Tensor TensorOf(JsonProperty entry, ReadOnlySpan<byte> data)
    {
        var name = entry.Value.GetProperty("dtype").GetString();
        if (Types.FirstOrDefault(t => t.Value.Name == name) is not { Value.Bytes: > 0 } type)
        {
            throw new InvalidDataException($"{entry.Name} holds {name}, and what can be read is {string.Join(", ", Types.Values.Select(t => t.Name))}.");
        }

        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        var ends = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        if (shape.Any(n => n < 0) || ends.Length != 2 || ends[1] - ends[0] != shape.Aggregate(1L, (a, b) => a * b) * type.Value.Bytes)
        {
            throw new InvalidDataException($"the size of {entry.Name} does not fit its shape.");
        }

        return ends[0] >= 0 && ends[1] <= data.Length
            ? Tensor.FromBytes(data[(int)ends[0]..(int)ends[1]], type.Key, shape)
            : throw new InvalidDataException($"{entry.Name} should end at byte {ends[1]} of the data, which end at {data.Length}: the file is cut.");
    }

    private static Dictionary<string, string> MetadataOf(JsonElement header) => header.TryGetProperty(Metadata, out var texts)
        ? texts.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString() ?? string.Empty, StringComparer.Ordinal)
        : [];
}
