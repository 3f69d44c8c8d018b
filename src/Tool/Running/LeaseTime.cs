using System.Globalization;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Running;

/// <summary>Reads how long a trial may go without a word: <c>90s</c>, <c>30m</c>, <c>8h</c>, <c>2d</c>.</summary>
internal static class LeaseTime
{
    private const double LongestDays = 365;

    /// <summary>Gets the time where none is given: long enough for a training over night, and its result is never lost to haste.</summary>
    public static TimeSpan Default { get; } = TimeSpan.FromHours(24);

    /// <summary>Reads a time.</summary>
    /// <param name="text">A number with its unit, seconds without one; null gives <see cref="Default"/>.</param>
    /// <returns>The time.</returns>
    /// <exception cref="UsageException">It is no time between a tenth of a second and a year.</exception>
    public static TimeSpan Read(string? text)
    {
        if (text is null)
        {
            return Default;
        }

        var seconds = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch
        {
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 1,
        };
        var digits = text.Length > 0 && char.IsAsciiLetter(text[^1]) && char.ToLowerInvariant(text[^1]) is 's' or 'm' or 'h' or 'd' ? text[..^1] : text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds is >= 0.1 and <= LongestDays * 86400
            ? TimeSpan.FromSeconds(number * seconds)
            : throw new UsageException($"A lease must be a time such as 90s, 30m, 8h or 2d, at most a year, but got '{Terminal.Clean(text)}'.");
    }
}
