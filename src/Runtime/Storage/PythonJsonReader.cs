using System.Globalization;
using System.Numerics;
using System.Text;

namespace HyperScaffold.Storage;

/// <summary>Reads one JSON text; bare NaN and Infinity count as numbers.</summary>
/// <param name="text">The text.</param>
internal sealed class PythonJsonReader(string text)
{
    private const int MaxDepth = 200;
    private int _at;
    private int _depth;

    /// <summary>Reads the whole text.</summary>
    /// <returns>Its value.</returns>
    public object? ReadDocument()
    {
        var value = ReadValue();
        SkipSpace();
        return _at == text.Length ? value : throw Wrong("nothing more");
    }

    private object? ReadValue()
    {
        SkipSpace();
        if (_depth > MaxDepth)
        {
            throw Wrong("at most 200 levels");
        }

        return Peek() switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => ReadText(),
            _ => ReadWord(),
        };
    }

    private Dictionary<string, object?> ReadObject()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        Open();
        while (!Close('}', members.Count == 0))
        {
            SkipSpace();
            var key = ReadText();
            SkipSpace();
            Take(':');
            members[key] = ReadValue();
        }

        return members;
    }

    private List<object?> ReadArray()
    {
        var items = new List<object?>();
        Open();
        while (!Close(']', items.Count == 0))
        {
            items.Add(ReadValue());
        }

        return items;
    }

    private void Open()
    {
        _at++;
        _depth++;
    }

    private bool Close(char end, bool first)
    {
        SkipSpace();
        if (Peek() == end)
        {
            _at++;
            _depth--;
            return true;
        }

        if (!first)
        {
            Take(',');
        }

        return false;
    }

    private string ReadText()
    {
        Take('"');
        var builder = new StringBuilder();
        while (Peek() != '"')
        {
            var c = text[_at++];
            builder.Append(c == '\\' ? ReadEscape() : c);
        }

        _at++;
        return builder.ToString();
    }

    private char ReadEscape()
    {
        var c = Peek();
        _at++;
        return c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            'u' => ReadUnicode(),
            _ => c,
        };
    }

    private char ReadUnicode()
    {
        if (_at + 4 > text.Length || !ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Wrong("four hexadecimal digits");
        }

        _at += 4;
        return (char)code;
    }

    private object? ReadWord()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        var word = text[start.._at];
        return word switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => ReadNumber(word),
        };
    }

    private object ReadNumber(string word)
    {
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large))
        {
            return large;
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : throw Wrong("a value");
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private char Peek() => _at < text.Length ? text[_at] : throw Wrong("more text");

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw Wrong($"'{expected}'");
        }

        _at++;
    }

    private HyperException Wrong(string expected)
    {
        var shown = text.Length > 60 ? text[..60] + "..." : text;
        return new HyperException($"A JSON text must have {expected} at character {_at + 1}, but it reads {shown}");
    }
}
