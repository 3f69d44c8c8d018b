using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Draws a sweep as text: one line a rate, the loss to the right, the spread between seeds as a bar.</summary>
internal static class RateChart
{
    private const int Width = 48;

    /// <summary>Draws.</summary>
    /// <param name="verdict">The sweep.</param>
    /// <param name="parameter">The learning rate's name.</param>
    /// <param name="measure">What was measured.</param>
    /// <returns>The lines.</returns>
    public static IReadOnlyList<string> Draw(RateVerdict verdict, string parameter, string measure)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var shown = verdict.Points.SelectMany(p => p.Losses).Where(double.IsFinite).ToList();
        var (least, most) = shown.Count == 0 ? (0, 1) : (shown.Min(), shown.Max());
        // one exploding rate must not flatten the rest
        var first = verdict.Points.Select(p => p.Mean).FirstOrDefault(double.IsFinite);
        most = Math.Min(most, least + (1.5 * Math.Max(first - least, 1e-12)));
        return
        [
            $"  {parameter,-14} {measure,16} {"spread",9}",
            .. verdict.Points.Select(p => Line(p, verdict, (least, most))),
        ];
    }

    private static string Line(RatePoint point, RateVerdict verdict, (double Least, double Most) ends)
    {
        var mark = point.Rate == verdict.Best ? '*' : point.Rate >= verdict.Low && point.Rate <= verdict.High ? '>' : ' ';
        var rate = PhaseText.Value(point.Rate);
        if (point.Diverged > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{mark} {rate,-14} {"diverged",16} {$"{point.Diverged} of {point.Losses.Length}",9}");
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{mark} {rate,-14} {Math.Abs(point.Mean),16:0.0000} {point.Spread,9:0.0000}  {Bar(point.Losses, point.Mean, ends)}");
        return line.TrimEnd();
    }

    private static string Bar(ImmutableArray<double> losses, double mean, (double Least, double Most) ends)
    {
        int At(double loss) => (int)Math.Round(Math.Clamp((loss - ends.Least) / Math.Max(ends.Most - ends.Least, 1e-12), 0, 1) * (Width - 1));
        var bar = new string(' ', Width).ToCharArray();
        for (var i = At(losses.Min()); i <= At(losses.Max()); i++)
        {
            bar[i] = '-';
        }

        bar[At(mean)] = 'o';
        return "|" + new string(bar);
    }
}
