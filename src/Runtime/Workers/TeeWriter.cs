using System.Text;

namespace HyperScaffold.Workers;

/// <summary>Writes to one writer always, and to another while there is one.</summary>
/// <param name="first">The first.</param>
/// <param name="second">Gives the second, or null.</param>
internal sealed class TeeWriter(TextWriter first, Func<TextWriter?> second) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => first.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        first.Write(value);
        second()?.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        first.Write(value);
        second()?.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        first.Write(buffer, index, count);
        second()?.Write(buffer, index, count);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        first.WriteLine(value);
        second()?.WriteLine(value);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        first.Flush();
        second()?.Flush();
    }
}
