using System.Globalization;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Data;

/// <summary>Reads samples from a CSV file: a row a line, numbers and a class in columns.</summary>
public static class CsvSamples
{
    /// <summary>Reads a file whose last column is the class, plain or compressed with gzip when its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file; a first line without any number names the columns.</param>
    /// <param name="divisor">What each feature is divided by, above 0; its largest value brings features to [0, 1].</param>
    /// <returns>The samples, features as 32-bit floating point.</returns>
    /// <exception cref="HyperException">The file is missing or damaged; the message names line and column.</exception>
    public static Samples Read(string path, float divisor = 1) => Read(path, new CsvOptions { Divisor = divisor });

    /// <summary>Reads a file, plain or compressed with gzip when its name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which columns are what.</param>
    /// <returns>The samples, features as 32-bit floating point, classes numbered from 0 (see <see cref="Samples.ClassNames"/>).</returns>
    /// <exception cref="HyperException">The file is missing or damaged, or has no such column; the message names line and column.</exception>
    public static Samples Read(string path, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Divisor, 0);
        using var lines = CsvLines.Read(path, options.Separator).GetEnumerator();
        if (!lines.MoveNext())
        {
            throw new HyperException($"The data file is empty: {path}. Fetch it again.");
        }

        var columns = new CsvColumns(path, lines.Current.Cells, options);
        var (features, labels) = (new List<float>(), new CsvLabels(columns));
        var more = !columns.HasHeader || lines.MoveNext();
        for (; more; more = lines.MoveNext())
        {
            Add(lines.Current, columns, options, features);
            labels.Add(lines.Current.Number, lines.Current.Cells[columns.Label]);
        }

        if (features.Count == 0)
        {
            throw new HyperException($"The data file is empty: {path} holds the names of columns and no row. Fetch it again.");
        }

        using var scope = NewDisposeScope();
        var (numbers, names) = labels.Take();
        return new Samples(tensor(features.ToArray(), [numbers.Length, columns.Features.Length]), tensor(numbers)) { ClassNames = names };
    }

    private static void Add((int Number, string[] Cells) line, CsvColumns columns, CsvOptions options, List<float> features)
    {
        if (line.Cells.Length != columns.Count)
        {
            throw columns.Wrong(line.Number, $"each row must hold {columns.Count} numbers, but this one holds {line.Cells.Length}");
        }

        foreach (var column in columns.Features)
        {
            var cell = line.Cells[column];
            if (cell.Length == 0 && options.Missing is { } missing)
            {
                features.Add(missing / options.Divisor);
            }
            else if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                features.Add(value / options.Divisor);
            }
            else
            {
                throw columns.Wrong(line.Number, column, cell.Length == 0 ? "a feature must not be empty unless CsvOptions.Missing says what it stands for" : "a feature must be a number", cell);
            }
        }
    }
}
