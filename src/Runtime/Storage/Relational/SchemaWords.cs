namespace HyperScaffold.Storage.Relational;

/// <summary>The words in which engines name the types of Optuna's columns.</summary>
/// <param name="Id">The type of an identifier that counts up by itself.</param>
/// <param name="Key">The type of an identifier that is given; where it is one with the row's own number, it needs no index.</param>
/// <param name="Real">A real number of 53 bits.</param>
/// <param name="Time">A time stamp without a zone.</param>
/// <param name="Direction">A study's direction.</param>
/// <param name="State">A trial's state.</param>
/// <param name="ValueType">The kind of an objective value.</param>
/// <param name="IntermediateType">The kind of a reported value.</param>
/// <param name="CastsEnums">True where a text must be cast to these types.</param>
internal sealed record SchemaWords(string Id, string Key, string Real, string Time, string Direction, string State, string ValueType, string IntermediateType, bool CastsEnums)
{
    /// <summary>A text parameter for one of the types above.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="type">The type.</param>
    /// <returns>The expression.</returns>
    public string Cast(string parameter, string type) => CastsEnums ? $"CAST({parameter} AS {type})" : parameter;
}
