using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : ProgressView
{
    /// <inheritdoc/>
    public override void Report(RoundProgress value)
    {
    }

    /// <inheritdoc/>
    public override void Say(string line)
    {
    }
}
