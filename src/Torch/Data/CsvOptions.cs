namespace HyperScaffold.Torch.Data;

/// <summary>How a CSV file is read. Columns are named by the file's first line, or counted from 1 where it has no names.</summary>
public sealed record CsvOptions
{
    /// <summary>Gets what separates the cells of a line.</summary>
    /// <value>The default is a comma.</value>
    public char Separator { get; init; } = ',';

    /// <summary>Gets a value indicating whether the first line names the columns.</summary>
    /// <value>The default is null: it does when none of its cells is a number.</value>
    public bool? HasHeader { get; init; }

    /// <summary>Gets the column of the classes, by name or number.</summary>
    /// <value>The default is null: the last column.</value>
    public string? Label { get; init; }

    /// <summary>Gets the columns to leave out, such as row numbers, by name or number.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Gets what stands for an empty cell of a feature.</summary>
    /// <value>The default is null: an empty cell is an error.</value>
    public float? Missing { get; init; }

    /// <summary>Gets what each feature is divided by, above 0.</summary>
    /// <value>The default is 1.</value>
    public float Divisor { get; init; } = 1;
}
