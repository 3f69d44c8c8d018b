using System.Buffers.Binary;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Reads IDX files, the format of MNIST and its kin, plain or compressed with gzip when the name ends in <c>.gz</c>.</summary>
public static class IdxFile
{
    private static readonly Dictionary<int, (ScalarType Type, int Width)> Types = new()
    {
        [0x08] = (ScalarType.Byte, 1),
        [0x09] = (ScalarType.Int8, 1),
        [0x0B] = (ScalarType.Int16, 2),
        [0x0C] = (ScalarType.Int32, 4),
        [0x0D] = (ScalarType.Float32, 4),
        [0x0E] = (ScalarType.Float64, 8),
    };

    /// <summary>Reads the values of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A tensor in the file's shape and element type (8-bit signed integers become 16-bit ones).</returns>
    /// <exception cref="HyperException">The file is missing, truncated or no IDX file; the message names it and what is wrong.</exception>
    public static Tensor Read(string path)
    {
        using var file = new DataBytes(!File.Exists(path) && File.Exists(path + ".gz") ? path + ".gz" : path);
        var magic = file.Take(4, "its first 4 bytes");
        if (magic[0] != 0 || magic[1] != 0 || !Types.TryGetValue(magic[2], out var type) || magic[3] == 0)
        {
            throw file.Damaged($"an IDX file starts with 0 0, a type and a number of dimensions, but this one starts with {string.Join(' ', magic)}");
        }

        var header = file.Take(4 * magic[3], "the lengths of its dimensions");
        var shape = Enumerable.Range(0, magic[3]).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * i))).ToArray();
        return RawValues.ToTensor(file.TakeRest(file.Size(shape, type.Width), "its values"), type.Type, type.Width, bigEndian: true, shape);
    }

    /// <summary>Reads samples from a file of features and one of class numbers, such as MNIST's images and labels.</summary>
    /// <param name="features">The file of features; its first dimension counts the rows.</param>
    /// <param name="labels">The file of class numbers, one a row.</param>
    /// <param name="divisor">What each feature is divided by, above 0; 255 brings bytes to [0, 1].</param>
    /// <returns>The samples, features as 32-bit floating point in the file's shape.</returns>
    /// <exception cref="HyperException">A file is missing or damaged, or the numbers of rows differ.</exception>
    public static Samples ReadSamples(string features, string labels, float divisor = 255)
    {
        using var scope = NewDisposeScope();
        return ArraySamples.Join((features, Read(features)), (labels, Read(labels)), divisor);
    }
}
