#if (mnist)
using System.Buffers.Binary;
#endif
#if (!mnist)
using System.Globalization;
#endif
#if (digits)
using System.IO.Compression;
#endif

namespace Digits;

/// <summary>The rows to train on, to choose by, and the test rows that no trial sees.</summary>
public static class Data
{
    /// <summary>Decides which row falls into which part; all trials share the parts.</summary>
    public const int SplitSeed = 0;

    private static readonly Lazy<(Part Train, Part Validation, Part Test)> Loaded = new(Load);
#if (digits)

    /// <summary>Cells of ink along each side of a picture.</summary>
    public const int Side = 8;

    public const int Inputs = Side * Side;

    public const int Classes = 10;

    private const float LargestValue = 16;
#endif
#if (mnist)

    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 28;

    public const int Inputs = Side * Side;

    public const int Classes = 10;

    private const float LargestValue = 255;
#endif
#if (ownData)

    private const float LargestValue = 1;

    /// <summary>The numbers of a row without the class.</summary>
    public static int Inputs => (int)Split.Train.Features.shape[1];

    /// <summary>For a network that reads pictures: a row's pixels line by line, as many lines as pixels in a line.</summary>
    public static int Side => (int)Math.Round(Math.Sqrt(Inputs));

    public static int Classes => (int)Split.Train.Labels.max().item<long>() + 1;
#endif

    public static (Part Train, Part Validation, Part Test) Split => Loaded.Value;
#if (mnist)

    // a sixth of the training pictures, 10,000 of MNIST's, is what trials are judged by; its test pictures stay unseen
    private static (Part Train, Part Validation, Part Test) Load()
    {
        var all = Read("train");
        var order = Shuffled(all.Count);
        var validation = (int)(all.Count / 6);
        return (all.Take(order[validation..]), all.Take(order[..validation]), Read("t10k"));
    }

    private static Part Read(string part)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        var images = File.ReadAllBytes(Path.Combine(folder, part + "-images-idx3-ubyte"));
        var labels = File.ReadAllBytes(Path.Combine(folder, part + "-labels-idx1-ubyte"));
        var count = BinaryPrimitives.ReadInt32BigEndian(images.AsSpan(4));
        var pixels = Array.ConvertAll(images[16..], value => value / LargestValue);
        return new Part(tensor(pixels, [count, Inputs]), tensor(Array.ConvertAll(labels[8..], value => (long)value)));
    }
#endif
#if (!mnist)

    private static (Part Train, Part Validation, Part Test) Load()
    {
        var all = Read("data/digits.csv.gz");
        var order = Shuffled(all.Count);
        var sixth = (int)(all.Count / 6);
        return (all.Take(order[(2 * sixth)..]), all.Take(order[..sixth]), all.Take(order[sixth..(2 * sixth)]));
    }

    // numbers, the class from 0 last, no header
    private static Part Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name);
#if (digits)
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
#endif
#if (ownData)
        using var text = new StreamReader(path);
#endif
        var features = new List<float>();
        var labels = new List<long>();
        while (text.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            features.AddRange(cells[..^1].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture) / LargestValue));
            labels.Add(long.Parse(cells[^1], CultureInfo.InvariantCulture));
        }

        return new Part(tensor(features.ToArray(), [labels.Count, features.Count / labels.Count]), tensor(labels.ToArray()));
    }
#endif

    private static long[] Shuffled(long count)
    {
        var rows = new long[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = i;
        }

        new Random(SplitSeed).Shuffle(rows);
        return rows;
    }
}
