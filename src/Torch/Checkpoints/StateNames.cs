using System.Globalization;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>How a checkpoint names what it holds: the same whether a trial trained by itself or with others.</summary>
internal static class StateNames
{
    /// <summary>Before the names of weights and buffers.</summary>
    internal const string Model = "model/";

    /// <summary>Before the names of the best epoch's weights.</summary>
    internal const string Best = "best/";

    /// <summary>The best epoch's value.</summary>
    internal const string BestValue = "best";

    /// <summary>The number of averaged steps.</summary>
    internal const string AverageSteps = "average.steps";

    /// <summary>The number of steps that an optimizer took.</summary>
    internal const string Steps = "optimizer.steps";

    /// <summary>The product of the momenta so far.</summary>
    internal const string Product = "optimizer.product";

    /// <summary>What an optimizer remembers of a trained weight.</summary>
    internal static string Memory(string kind, int weight) => string.Create(CultureInfo.InvariantCulture, $"optimizer/{kind}/{weight}");

    /// <summary>The average of a weight.</summary>
    internal static string Average(int weight) => string.Create(CultureInfo.InvariantCulture, $"average/{weight}");
}
