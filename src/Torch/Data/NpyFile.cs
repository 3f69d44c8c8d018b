using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Reads NumPy's <c>.npy</c> files, plain or compressed with gzip when the name ends in <c>.gz</c>.</summary>
public static partial class NpyFile
{
    private const int LongestHeader = 1 << 20;

    private static readonly Dictionary<string, (ScalarType Type, int Width)> Types = new(StringComparer.Ordinal)
    {
        ["u1"] = (ScalarType.Byte, 1),
        ["b1"] = (ScalarType.Bool, 1),
        ["i1"] = (ScalarType.Int8, 1),
        ["i2"] = (ScalarType.Int16, 2),
        ["i4"] = (ScalarType.Int32, 4),
        ["i8"] = (ScalarType.Int64, 8),
        ["f4"] = (ScalarType.Float32, 4),
        ["f8"] = (ScalarType.Float64, 8),
    };

    /// <summary>Reads the values of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A tensor in the file's shape and element type (8-bit signed integers become 16-bit ones).</returns>
    /// <exception cref="HyperException">The file is missing, truncated, no .npy file or of a type that is not read; the message names it and what is wrong.</exception>
    public static Tensor Read(string path)
    {
        using var file = new DataBytes(path);
        var (descriptor, isFortran, shape) = Header(file);
        if (descriptor.Length < 2 || !Types.TryGetValue(descriptor[1..], out var type))
        {
            throw new HyperException($"{path} holds elements of NumPy's type '{descriptor}', but {string.Join(", ", Types.Keys)} are read. Convert the array with astype before saving it.");
        }

        var bytes = file.TakeRest(file.Size(shape, type.Width), "its values");
        if (!isFortran)
        {
            return RawValues.ToTensor(bytes, type.Type, type.Width, descriptor[0] == '>', shape);
        }

        using var scope = NewDisposeScope();
        var turned = RawValues.ToTensor(bytes, type.Type, type.Width, descriptor[0] == '>', [.. shape.Reverse()]);
        var order = Enumerable.Range(0, shape.Length).Select(i => (long)(shape.Length - 1 - i)).ToArray();
        return turned.permute(order).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Reads samples from a file of features and one of class numbers.</summary>
    /// <param name="features">The file of features; its first dimension counts the rows.</param>
    /// <param name="labels">The file of class numbers, one a row.</param>
    /// <param name="divisor">What each feature is divided by, above 0.</param>
    /// <returns>The samples, features as 32-bit floating point in the file's shape.</returns>
    /// <exception cref="HyperException">A file is missing or damaged, or the numbers of rows differ.</exception>
    public static Samples ReadSamples(string features, string labels, float divisor = 1)
    {
        using var scope = NewDisposeScope();
        return ArraySamples.Join((features, Read(features)), (labels, Read(labels)), divisor);
    }

    private static (string Descriptor, bool IsFortran, long[] Shape) Header(DataBytes file)
    {
        var start = file.Take(8, "its first 8 bytes");
        if (start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw file.Damaged($"a .npy file starts with 147 and NUMPY, but this one starts with {string.Join(' ', start[..6])}");
        }

        var length = start[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file.Take(2, "the length of its header"))
            : BinaryPrimitives.ReadUInt32LittleEndian(file.Take(4, "the length of its header"));
        if (length > LongestHeader)
        {
            throw file.Damaged($"its header claims {length} bytes");
        }

        var text = Encoding.Latin1.GetString(file.Take((int)length, "its header"));
        return Fields().Match(text) is { Success: true } fields && TryShape(fields.Groups["shape"].Value, out var shape)
            ? (fields.Groups["type"].Value, fields.Groups["order"].Value == "True", shape)
            : throw file.Damaged($"its header is not understood: {text.Trim()}");
    }

    private static bool TryShape(string text, out long[] shape)
    {
        var cells = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        shape = new long[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!long.TryParse(cells[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^\{'descr': '(?<type>[^']*)', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[0-9, ]*)\),? *\}\s*$")]
    private static partial Regex Fields();
}
