using System.Globalization;
using System.IO.Compression;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Reads samples from a CSV file without a header: numbers, the class number last in each row.</summary>
public static class CsvSamples
{
    /// <summary>Reads a file, plain or compressed with gzip when its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="divisor">What each feature is divided by, above 0; its largest value brings features to [0, 1].</param>
    /// <returns>The samples, features as 32-bit floating point.</returns>
    /// <exception cref="HyperException">The file is missing or damaged; the message names the line.</exception>
    public static Samples Read(string path, float divisor = 1)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(divisor, 0);
        if (!File.Exists(path))
        {
            throw new HyperException($"The data file is missing: {path}. Put it there, or change the path in the project's data code.");
        }

        var features = new List<float>();
        var labels = new List<long>();
        var columns = 0;
        foreach (var line in Lines(path))
        {
            var cells = line.Split(',');
            columns = labels.Count == 0 ? cells.Length : columns;
            if (cells.Length != columns || columns < 2 || !TryAdd(cells, divisor, features, labels))
            {
                throw new HyperException($"{path}, line {labels.Count + 1}: each row must hold {Math.Max(columns, 2)} numbers, the last one a class number from 0, but got '{Shorten(line)}'. Mend or fetch the file again.");
            }
        }

        if (labels.Count == 0)
        {
            throw new HyperException($"The data file is empty: {path}. Fetch it again.");
        }

        using var scope = NewDisposeScope();
        return new Samples(tensor(features.ToArray(), [labels.Count, columns - 1]), tensor(labels.ToArray()));
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (Next(reader, path) is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static string? Next(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new HyperException($"The data file is damaged: {path} ({e.Message}). Fetch it again.", e);
        }
    }

    private static bool TryAdd(string[] cells, float divisor, List<float> features, List<long> labels)
    {
        for (var i = 0; i < cells.Length - 1; i++)
        {
            if (!float.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            features.Add(value / divisor);
        }

        var valid = long.TryParse(cells[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var label);
        labels.Add(label);
        return valid;
    }

    private static string Shorten(string line) => line.Length <= 40 ? line : line[..40] + "...";
}
