namespace HyperScaffold.Spaces;

/// <summary>
/// What a parameter may be, with Optuna's words. A value has an external form (double, long, or a choice) and an
/// internal one, a double: the number itself, or the index of the choice. Storage and samplers use the internal one.
/// </summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Gets a value indicating whether there is only one possible value.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>Gets the number of possible values; null where they are not countable.</summary>
    public abstract long? Count { get; }

    /// <summary>Tells whether an internal value lies inside (both ends included; steps are not checked, as in Optuna).</summary>
    /// <param name="value">The internal value; NaN is never inside.</param>
    /// <returns>True when it lies inside.</returns>
    public abstract bool Contains(double value);

    /// <summary>Turns an internal value into the external one.</summary>
    /// <param name="value">The internal value.</param>
    /// <returns>A double, a long, or the choice (null, bool, long, double or string).</returns>
    public abstract object? ToExternal(double value);

    /// <summary>Turns an external value into the internal one.</summary>
    /// <param name="value">Any integral or floating value, or a choice.</param>
    /// <returns>The internal value.</returns>
    /// <exception cref="HyperException">The value has the wrong type or is no choice.</exception>
    public abstract double ToInternal(object? value);

    /// <summary>
    /// Tells whether both may be used for one parameter in one study: same kind, same log flag, same choices in the
    /// same order; ranges and steps may differ (Optuna's rule).
    /// </summary>
    /// <param name="other">The other distribution.</param>
    /// <returns>True when both may live in one study.</returns>
    public abstract bool IsCompatibleWith(Distribution other);
}
