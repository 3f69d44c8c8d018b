using System.Globalization;

namespace HyperScaffold.Torch.Data;

/// <summary>Which columns of a CSV file are features, and which one is the class.</summary>
internal sealed class CsvColumns
{
    private readonly string _path;
    private readonly string[] _names;

    /// <summary>Initializes a new instance of the <see cref="CsvColumns"/> class from a file's first line.</summary>
    /// <exception cref="HyperException">A column that the options name is not there, or no feature is left.</exception>
    internal CsvColumns(string path, string[] first, CsvOptions options)
    {
        _path = path;
        HasHeader = options.HasHeader ?? first.All(c => c.Length > 0 && !IsNumber(c));
        _names = HasHeader ? first : [.. Enumerable.Range(1, first.Length).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        Label = options.Label is { } label ? Find(label) : first.Length - 1;
        var ignored = options.Ignore.Select(Find).Append(Label).ToHashSet();
        Features = [.. Enumerable.Range(0, first.Length).Where(c => !ignored.Contains(c))];
        if (Features.Length == 0)
        {
            throw new HyperException($"{path}: a row must hold at least 2 numbers, one feature and the class, but its columns are [{string.Join(", ", _names)}] and the class is '{_names[Label]}'. Check CsvOptions.Separator and CsvOptions.Ignore.");
        }
    }

    /// <summary>Gets a value indicating whether the first line holds names.</summary>
    internal bool HasHeader { get; }

    /// <summary>Gets the number of columns.</summary>
    internal int Count => _names.Length;

    /// <summary>Gets the column of the classes, from 0.</summary>
    internal int Label { get; }

    /// <summary>Gets the columns of the features, from 0, in order.</summary>
    internal int[] Features { get; }

    /// <summary>An error in a cell.</summary>
    internal HyperException Wrong(int line, int column, string rule, string cell) =>
        new($"{_path}, line {line}, column {(HasHeader ? $"'{_names[column]}'" : _names[column])}: {rule}, but got '{Shorten(cell)}'. Mend or fetch the file again.");

    /// <summary>An error in a line.</summary>
    internal HyperException Wrong(int line, string rule) => new($"{_path}, line {line}: {rule}. Mend or fetch the file again.");

    /// <summary>Tells whether a cell holds a number.</summary>
    internal static bool IsNumber(string cell) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Shorten(string cell) => cell.Length <= 40 ? cell : cell[..40] + "...";

    private int Find(string column)
    {
        var place = Array.IndexOf(_names, column);
        return place >= 0 ? place : throw new HyperException($"{_path} has no column '{column}'; it has [{string.Join(", ", _names)}]. Name one of these in CsvOptions.");
    }
}
