using System.Globalization;

namespace HyperScaffold.Tool.Advice;

/// <summary>Reads durations as people write them.</summary>
internal static class Duration
{
    /// <summary>Reads a duration.</summary>
    /// <param name="text">Such as <c>20s</c>, <c>30m</c>, <c>8h</c>, <c>2d</c>; a number alone is seconds.</param>
    /// <returns>The seconds, above 0; null where the text is no duration.</returns>
    public static double? Parse(string? text)
    {
        var trimmed = (text ?? string.Empty).Trim();
        var unit = trimmed.Length == 0 ? 0 : trimmed[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, >= '0' and <= '9' => -1, _ => 0 };
        var number = unit < 0 ? trimmed : trimmed[..Math.Max(0, trimmed.Length - 1)];
        return unit != 0 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 ? value * Math.Abs(unit) : null;
    }
}
