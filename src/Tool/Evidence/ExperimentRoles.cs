using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Finds the parameters of a plan that an experiment is about, by their roles.</summary>
internal static class ExperimentRoles
{
    private const int ArchitectureTier = 4;
    private static readonly string[] Usual = ["learning_rate", "batch_size", "weight_decay", "dropout", "width", "momentum", "schedule"];

    /// <summary>Finds the parameter of a role that every trial has.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="role">The role.</param>
    /// <returns>The parameter, or null.</returns>
    public static PlanParameter? Find(Plan plan, string role)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Parameters.FirstOrDefault(p => p.ConditionParent is null && RoleOf(p) == role);
    }

    /// <summary>The learning rate.</summary>
    /// <param name="plan">The plan; it has one.</param>
    /// <returns>The parameter.</returns>
    public static PlanParameter Rate(Plan plan) => Find(plan, "learning_rate")!;

    /// <summary>The parameters of the architecture: width, depth, dropout and what matters less.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The parameters, in the plan's order.</returns>
    public static IReadOnlyList<PlanParameter> Architecture(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Parameters.Where(p => p.ConditionParent is null && ImportanceTiers.Has(RoleOf(p)) && ImportanceTiers.TierOf(RoleOf(p)).Number >= ArchitectureTier)];
    }

    /// <summary>Some parameters that are often tuned together, the most important first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>The parameters.</returns>
    public static IReadOnlyList<PlanParameter> Common(Plan plan, int most) =>
        [.. Usual.Select(r => Find(plan, r)).OfType<PlanParameter>().Take(most)];

    /// <summary>Says that a plan lacks a role.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="roles">The roles.</param>
    /// <returns>What it lacks, or null.</returns>
    public static string? Lacks(Plan plan, params IEnumerable<string> roles) =>
        roles.FirstOrDefault(r => Find(plan, r) is null) is { } role ? $"needs a parameter of the role {role} without a condition" : null;

    /// <summary>A learning rate with another range.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <returns>The parameter, on a log scale.</returns>
    public static PlanParameter RateFrom(Plan plan, double low, double high) => Rate(plan) with { Low = low, High = high, Log = true };

    // a name such as hidden says its role as well as role: width does
    private static string RoleOf(PlanParameter p) => ImportanceTiers.Has(p.Role) ? p.Role : ImportanceTiers.RoleOf(p.Role) ?? p.Role;
}
