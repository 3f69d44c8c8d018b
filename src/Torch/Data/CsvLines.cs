using System.IO.Compression;
using System.Text;

namespace HyperScaffold.Torch.Data;

/// <summary>The lines of a CSV file, cut into cells; a quoted cell may hold separators and doubled quotes.</summary>
internal static class CsvLines
{
    /// <summary>Reads a file, plain or compressed with gzip when its name ends in <c>.gz</c>; empty lines are left out.</summary>
    /// <returns>The number of each line, from 1, and its cells without the spaces around them.</returns>
    /// <exception cref="HyperException">The file is missing or damaged, or a quote is not closed in its line.</exception>
    internal static IEnumerable<(int Number, string[] Cells)> Read(string path, char separator)
    {
        if (!File.Exists(path))
        {
            throw new HyperException($"The data file is missing: {path}. Put it there, or change the path in the project's data code.");
        }

        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        for (var number = 1; Next(reader, path) is { } line; number++)
        {
            if (line.Length > 0)
            {
                yield return (number, line.Contains('"', StringComparison.Ordinal) ? Quoted(line, separator, path, number) : Array.ConvertAll(line.Split(separator), c => c.Trim()));
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

    private static string[] Quoted(string line, char separator, string path, int number)
    {
        var (cells, cell, inside) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (inside && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                inside = !inside;
            }
            else if (line[i] == separator && !inside)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString().Trim());
        return inside ? throw new HyperException($"{path}, line {number}: a quote is not closed in its line. Close it; a cell cannot go over several lines.") : [.. cells];
    }
}
