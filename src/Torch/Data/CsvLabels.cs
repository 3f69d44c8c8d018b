using System.Globalization;

namespace HyperScaffold.Torch.Data;

/// <summary>Turns a column of classes into numbers: whole numbers from 0 as they are, texts in alphabetical order.</summary>
internal sealed class CsvLabels(CsvColumns columns)
{
    private readonly List<long> _numbers = [];
    private readonly List<string> _texts = [];

    /// <summary>Takes the next row's class; the first one decides whether they are numbers or texts.</summary>
    /// <exception cref="HyperException">It is empty, or no whole number from 0 where the others are numbers.</exception>
    internal void Add(int line, string cell)
    {
        if (_texts.Count > 0 || (_numbers.Count == 0 && cell.Length > 0 && !CsvColumns.IsNumber(cell)))
        {
            _texts.Add(cell.Length > 0 ? cell : throw columns.Wrong(line, columns.Label, "the class must not be empty", cell));
        }
        else if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _numbers.Add(number);
        }
        else
        {
            throw columns.Wrong(line, columns.Label, "the class must be a class number from 0", cell);
        }
    }

    /// <summary>The class of each row, and the names where the file has texts.</summary>
    internal (long[] Numbers, string[] Names) Take()
    {
        if (_texts.Count == 0)
        {
            return ([.. _numbers], []);
        }

        string[] names = [.. _texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return ([.. _texts.Select(t => (long)Array.BinarySearch(names, t, StringComparer.Ordinal))], names);
    }
}
