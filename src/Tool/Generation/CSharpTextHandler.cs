using System.Runtime.CompilerServices;
using System.Text;

namespace HyperScaffold.Tool.Generation;

/// <summary>Builds code from an interpolated string whose holes must be encoded text; anything else is refused.</summary>
[InterpolatedStringHandler]
internal readonly struct CSharpTextHandler
{
    private readonly StringBuilder _text;

    /// <summary>Initializes a new instance of the <see cref="CSharpTextHandler"/> struct.</summary>
    /// <param name="literalLength">The characters outside the holes.</param>
    /// <param name="formattedCount">The holes.</param>
    public CSharpTextHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Adds the generator's own words.</summary>
    /// <param name="text">The words.</param>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>Adds encoded text.</summary>
    /// <param name="text">Marked text, or nothing.</param>
    public void AppendFormatted(string text) => _text.Append(MarkedTextEncoder.Unmark(text));

    /// <summary>Gets the code without marks.</summary>
    /// <returns>The code.</returns>
    public string ToText() => _text.ToString();
}
