using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>A tuned parameter that says how long a trial warms up.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Choices">The epochs by choice, such as 9 for <c>one_cycle</c>; others do not warm up.</param>
/// <param name="Factor">The epochs of one unit of a number: 1 where it counts epochs, all epochs where it is a share.</param>
internal sealed record WarmupSource(string Parameter, ImmutableSortedDictionary<string, double> Choices, double Factor)
{
    /// <summary>The epochs that a trial warms up because of this parameter.</summary>
    /// <param name="trial">The trial.</param>
    public double Epochs(FrozenTrial trial) => trial.Parameters.GetValueOrDefault(Parameter)?.External switch
    {
        string choice => Choices.GetValueOrDefault(choice),
        double value => value * Factor,
        long value => value * Factor,
        _ => 0,
    };
}
