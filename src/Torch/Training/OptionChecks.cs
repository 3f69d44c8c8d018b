using System.Globalization;

namespace HyperScaffold.Torch.Training;

/// <summary>Collects the options that break a rule, to name them all at once.</summary>
internal sealed class OptionChecks
{
    private readonly List<Problem> _problems = [];

    /// <summary>Notes a problem when a rule does not hold.</summary>
    internal void That(bool holds, string name, object value, string rule, string remedy)
    {
        if (!holds)
        {
            _problems.Add(new Problem(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty, rule, remedy));
        }
    }

    /// <summary>The rule of a finite number above 0.</summary>
    internal void AboveZero(string name, double value, string remedy) =>
        That(value > 0 && double.IsFinite(value), name, value, "it must be above 0 and finite", remedy);

    /// <summary>The rule of a number in [0, 1).</summary>
    internal void Share(string name, double value, string remedy) =>
        That(value is >= 0 and < 1, name, value, "it must be in [0, 1)", remedy);

    /// <summary>The rule of a least whole number.</summary>
    internal void AtLeast(int least, string name, int value, string remedy) =>
        That(value >= least, name, value, $"it must be at least {least}", remedy);

    /// <summary>Throws when there is a problem.</summary>
    /// <exception cref="HyperException">There is one; the message names them all.</exception>
    internal void Throw(string subject) => HyperException.ThrowIfAny(subject, _problems);
}
