using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Reads times and sizes as people write them.</summary>
internal static partial class Amount
{
    /// <summary>What a time looks like, for messages.</summary>
    public const string TimeForm = "a time such as 90s, 10m or 2h";

    /// <summary>What a size looks like, for messages.</summary>
    public const string SizeForm = "a size such as 500M or 4G";

    private const double Day = 86_400;
    private const double Kibi = 1024;

    /// <summary>Reads a time; a plain number is seconds.</summary>
    /// <param name="text">Such as <c>90s</c>, <c>1.5h</c>.</param>
    /// <returns>The time, above 0 and at most a year; null for other text.</returns>
    public static TimeSpan? Time(string? text)
    {
        var unit = Split(text, "smhd", out var number) switch { "" or "s" => 1, "m" => 60, "h" => 3600, "d" => Day, _ => double.NaN };
        var seconds = number * unit;
        return seconds is >= 0.001 and <= 365 * Day ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Reads a size; a plain number is bytes, a K is 1,024 of them.</summary>
    /// <param name="text">Such as <c>500M</c>, <c>4GiB</c>.</param>
    /// <returns>The bytes, at least 1; null for other text.</returns>
    public static long? Size(string? text)
    {
        var unit = Split(text, "kmgtKMGT", out var number);
        var bytes = unit is null ? double.NaN : number * Math.Pow(Kibi, "KMGT".IndexOf(unit.ToUpperInvariant(), StringComparison.Ordinal) + (unit.Length == 0 ? 0 : 1));
        return bytes is >= 1 and <= 1L << 60 ? (long)bytes : null;
    }

    /// <summary>Reads the time of an option.</summary>
    /// <param name="text">What was given; null where the option was left out.</param>
    /// <param name="option">The option's name.</param>
    /// <returns>The time, or null.</returns>
    /// <exception cref="UsageException">The text is no time.</exception>
    public static TimeSpan? TimeOf(string? text, string option) =>
        text is null ? null : Time(text) ?? throw new UsageException($"{option} must be {TimeForm}, but got '{text}'. Leave it out for no limit.");

    /// <summary>Reads the size of an option.</summary>
    /// <param name="text">What was given; null where the option was left out.</param>
    /// <param name="option">The option's name.</param>
    /// <returns>The bytes, or null.</returns>
    /// <exception cref="UsageException">The text is no size.</exception>
    public static long? SizeOf(string? text, string option) =>
        text is null ? null : Size(text) ?? throw new UsageException($"{option} must be {SizeForm}, but got '{text}'. Leave it out for no limit.");

    private static string? Split(string? text, string units, out double number)
    {
        var match = Form().Match(text ?? string.Empty);
        number = double.NaN;
        var unit = match.Groups["unit"].Value;
        return match.Success && double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && (unit.Length == 0 || units.Contains(unit[0], StringComparison.Ordinal)) ? unit : null;
    }

    [GeneratedRegex("^(?<number>[0-9]{1,18}(\\.[0-9]{1,6})?) ?(?<unit>[a-zA-Z]?)((?<=[kmgtKMGT])i?B)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
