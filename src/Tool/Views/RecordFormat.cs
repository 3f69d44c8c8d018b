namespace HyperScaffold.Tool.Views;

/// <summary>How records are printed.</summary>
internal enum RecordFormat
{
    /// <summary>Aligned columns for people; numbers are rounded.</summary>
    Table,

    /// <summary>JSON without loss; NaN and infinities are bare words, as Python writes them.</summary>
    Json,

    /// <summary>YAML 1.2 without loss.</summary>
    Yaml,

    /// <summary>Comma-separated values by RFC 4180, with the columns of Optuna's data frame.</summary>
    Csv,
}
