namespace HyperScaffold.Spaces;

/// <summary>
/// The line on which a numeric parameter is searched: logarithms on a log scale, and half a step of room at both ends
/// where there is a grid, so that every grid value owns an interval of the same length.
/// </summary>
public sealed record NumericScale
{
    private readonly double _lowest;
    private readonly double _highest;

    private NumericScale(double lowest, double highest, bool log, double step)
    {
        (_lowest, _highest, Log, Step) = (lowest, highest, log, step);
        Low = Line(lowest - (step / 2));
        High = Line(highest + (step / 2));
    }

    /// <summary>Gets the lower end on the line.</summary>
    public double Low { get; }

    /// <summary>Gets the upper end on the line.</summary>
    public double High { get; }

    /// <summary>Gets a value indicating whether the line holds natural logarithms.</summary>
    public bool Log { get; }

    /// <summary>Gets the distance of neighbouring values, in the parameter's own unit; 0 where every value is possible.</summary>
    public double Step { get; }

    /// <summary>Gets the length of the line.</summary>
    public double Length => High - Low;

    /// <summary>The scale of a numeric distribution.</summary>
    /// <param name="distribution">A float or int distribution.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="HyperException">The distribution is categorical: choices have no order.</exception>
    public static NumericScale Of(Distribution distribution) => distribution switch
    {
        FloatDistribution f => new NumericScale(f.Low, f.High, f.Log, f.Step ?? 0),
        IntDistribution i => new NumericScale(i.Low, i.High, i.Log, i.Step),
        _ => throw new HyperException("A scale needs a float or int parameter, but got a categorical one. Choices have no order."),
    };

    /// <summary>The scale of a part of the range; a grid keeps its values.</summary>
    /// <param name="low">The lower end, included, in the parameter's unit.</param>
    /// <param name="high">The upper end, included, in the parameter's unit.</param>
    /// <returns>The scale of what lies in both; where that is empty, of the value nearest to <paramref name="low"/>.</returns>
    public NumericScale Within(double low, double high)
    {
        var (from, to) = (Math.Clamp(low, _lowest, _highest), Math.Clamp(high, _lowest, _highest));
        if (Step > 0)
        {
            from = _lowest + (Math.Ceiling(((from - _lowest) / Step) - 1e-9) * Step);
            to = _lowest + (Math.Floor(((to - _lowest) / Step) + 1e-9) * Step);
        }

        return from <= to ? new NumericScale(from, to, Log, Step) : new NumericScale(Grid(low), Grid(low), Log, Step);
    }

    /// <summary>Puts a value on the line.</summary>
    /// <param name="value">The internal value.</param>
    /// <returns>Its place on the line.</returns>
    public double ToLine(double value) => Line(value);

    /// <summary>Takes a value from the line: rounded to the grid, never outside the range.</summary>
    /// <param name="line">A place on the line.</param>
    /// <returns>The internal value.</returns>
    public double FromLine(double line) => Grid(Log ? Math.Exp(line) : line);

    /// <summary>Puts a value into [0, 1].</summary>
    /// <param name="value">The internal value.</param>
    /// <returns>0 at the lower end of the line, 1 at the upper; 0.5 where the line has no length.</returns>
    public double ToUnit(double value) => Length > 0 ? (Line(value) - Low) / Length : 0.5;

    /// <summary>Takes a value from [0, 1].</summary>
    /// <param name="unit">0 for the lower end of the line, 1 for the upper.</param>
    /// <returns>The internal value.</returns>
    public double FromUnit(double unit) => FromLine(Low + (unit * Length));

    private double Line(double value) => Log ? Math.Log(value) : value;

    private double Grid(double value)
    {
        var snapped = Step > 0 ? _lowest + (Math.Round((value - _lowest) / Step, MidpointRounding.ToEven) * Step) : value;
        return Math.Clamp(snapped, _lowest, _highest);
    }
}
