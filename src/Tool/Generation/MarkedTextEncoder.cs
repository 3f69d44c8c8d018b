using System.Text;
using HandlebarsDotNet;

namespace HyperScaffold.Tool.Generation;

/// <summary>Lets only text through that <see cref="CSharpText"/> encoded; a template that prints anything else fails.</summary>
internal sealed class MarkedTextEncoder : ITextEncoder
{
    /// <summary>Gets the provider that Handlebars asks for; numbers never get here.</summary>
    public IFormatProvider FormatProvider => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>Takes the mark off.</summary>
    /// <param name="text">Marked text.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidOperationException">The text is not marked.</exception>
    public static string Unmark(string text) => text.Length > 0 && text[0] == CSharpText.Mark
        ? text[1..]
        : throw new InvalidOperationException($"A template printed text that was not encoded: '{text}'.");

    /// <inheritdoc/>
    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString() ?? string.Empty, target);

    /// <inheritdoc/>
    public void Encode(string? text, TextWriter target) => target.Write(Unmark(text ?? string.Empty));

    /// <inheritdoc/>
    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var builder = new StringBuilder();
        while (text?.MoveNext() == true)
        {
            builder.Append(text.Current);
        }

        Encode(builder, target);
    }
}
