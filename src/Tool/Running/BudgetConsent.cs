using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;

namespace HyperScaffold.Tool.Running;

/// <summary>Asks before a phase starts that takes more than the plan's budget has left.</summary>
/// <param name="terminal">Where the question goes and the answer comes from.</param>
/// <param name="yes">True goes on without a question.</param>
/// <param name="cancellation">Ends the waiting for an answer.</param>
internal sealed class BudgetConsent(Terminal terminal, bool yes, CancellationToken cancellation = default)
{
    /// <summary>Goes on where the phase fits or somebody wants it all the same.</summary>
    /// <param name="phase">The phase's name.</param>
    /// <param name="estimate">What it will cost.</param>
    /// <exception cref="UsageException">It does not fit, and nobody can be asked.</exception>
    /// <exception cref="HyperException">The answer was no.</exception>
    public void Require(string phase, PhaseEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (yes || !(estimate.ExceedsHours || estimate.ExceedsCost))
        {
            return;
        }

        var why = CostText.Exceeds(phase, estimate);
        var raise = $"Raise budget.{(estimate.ExceedsHours ? "hours" : "max_cost")} in {ProjectFolder.PlanName}";
        if (!terminal.IsInteractive)
        {
            throw new UsageException($"{why} Nothing was started. {raise}, or start all the same with --yes: once the budget is spent no new trial starts.");
        }

        if (terminal.Ask($"{why} Once the budget is spent no new trial starts. Start all the same? [y/N] ", cancellation)?.ToLowerInvariant() is not ("y" or "yes"))
        {
            throw new HyperException($"Phase '{phase}' was not started, since the answer was no. {raise}, or make the phase smaller.");
        }
    }
}
