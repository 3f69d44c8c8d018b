using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>One line of a command's standard output, understood.</summary>
internal abstract record TrainerLine
{
    private TrainerLine()
    {
    }

    /// <summary>Understands a line.</summary>
    /// <param name="text">The line without its end.</param>
    /// <returns>What it says; a line that is no JSON object with a word of the protocol is log.</returns>
    public static TrainerLine Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed is not ['{', .., '}'])
        {
            return new Log();
        }

        try
        {
            using var document = JsonDocument.Parse(QuoteBareNumbers(trimmed));
            return Understand(document.RootElement);
        }
        catch (JsonException)
        {
            return new Log();
        }
    }

    private static TrainerLine Understand(JsonElement line)
    {
        if (line.TryGetProperty("step", out var step) && line.TryGetProperty("value", out var value))
        {
            return ReadReport(line, step, value);
        }

        if (line.TryGetProperty("result", out var result))
        {
            return Number(result) is { } r ? new Result(r) : new Fault($"the result must be a number, but got {Short(result)}");
        }

        return line.TryGetProperty("test", out var test) && Number(test) is { } t ? new Test(t) : new Log();
    }

    private static TrainerLine ReadReport(JsonElement line, JsonElement step, JsonElement value)
    {
        if (step.ValueKind != JsonValueKind.Number || !step.TryGetInt32(out var number) || number < 1)
        {
            return new Fault($"the step of a report must be a whole number from 1, but got {Short(step)}");
        }

        return Number(value) is { } reported
            ? new Report(new CommandReport(number, reported, ReadMetrics(line)))
            : new Fault($"the value of a report must be a number, but got {Short(value)}");
    }

    private static ImmutableSortedDictionary<string, double> ReadMetrics(JsonElement line)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        if (line.TryGetProperty("metrics", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var metric in given.EnumerateObject())
            {
                if (metric.Name.Length > 0 && Number(metric.Value) is { } value)
                {
                    metrics[metric.Name] = value;
                }
            }
        }

        return metrics.ToImmutable();
    }

    private static double? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.GetString() is "NaN" or "Infinity" or "-Infinity" =>
            double.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Short(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "...";
    }

    // Python writes NaN, Infinity and -Infinity without quotes, which JSON does not know
    private static string QuoteBareNumbers(ReadOnlySpan<char> text)
    {
        if (!text.Contains('N') && !text.Contains('I'))
        {
            return text.ToString();
        }

        var builder = new StringBuilder(text.Length + 8);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var length = inString ? 0 : BareNumber(text[i..]);
            if (length > 0)
            {
                builder.Append('"').Append(text.Slice(i, length)).Append('"');
                i += length - 1;
                continue;
            }

            builder.Append(text[i]);
            if (inString && text[i] == '\\' && i + 1 < text.Length)
            {
                builder.Append(text[++i]);
                continue;
            }

            inString ^= text[i] == '"';
        }

        return builder.ToString();
    }

    private static int BareNumber(ReadOnlySpan<char> text) =>
        text.StartsWith("NaN", StringComparison.Ordinal) ? 3
        : text.StartsWith("Infinity", StringComparison.Ordinal) ? 8
        : text.StartsWith("-Infinity", StringComparison.Ordinal) ? 9
        : 0;

    /// <summary>Nothing of the protocol.</summary>
    internal sealed record Log : TrainerLine;

    /// <summary>A report; its value may be NaN.</summary>
    /// <param name="What">Step, value and metrics.</param>
    internal sealed record Report(CommandReport What) : TrainerLine;

    /// <summary>The outcome that overrides the reports; it may be NaN.</summary>
    /// <param name="Value">The outcome.</param>
    internal sealed record Result(double Value) : TrainerLine;

    /// <summary>The score on the test part.</summary>
    /// <param name="Value">The score.</param>
    internal sealed record Test(double Value) : TrainerLine;

    /// <summary>A report or result that breaks the protocol; the script may wait for an answer, so the trial cannot go on.</summary>
    /// <param name="Reason">The rule and what came instead.</param>
    internal sealed record Fault(string Reason) : TrainerLine;
}
