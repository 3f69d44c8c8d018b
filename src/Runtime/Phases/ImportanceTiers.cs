using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>
/// Which hyperparameters matter most, as a prior: the order in which to tune, and how to split a budget. The order is
/// that of Godbole et al. 2023 (Deep Learning Tuning Playbook), of Bengio 2012 (Practical recommendations, section 3)
/// and of van Rijn and Hutter 2018 (importance across data sets). The shares are a documented default without a source;
/// <c>prove HS101</c> measures what the order is worth on data.
/// </summary>
public static class ImportanceTiers
{
    /// <summary>Gets the tiers, the most important first.</summary>
    public static ImmutableArray<ImportanceTier> All { get; } =
    [
        new(1, "learning rate and its schedule", 0.40,
        [
            new("learning_rate", ["lr", "base_lr", "initial_lr", "max_lr", "step_size", "eta"]),
            new("schedule", ["lr_schedule", "scheduler", "learning_rate_schedule", "decay"]),
        ]),
        new(2, "batch size and optimizer", 0.30,
        [
            new("batch_size", ["batch", "batchsize", "minibatch_size"]),
            new("optimizer", ["optim", "optimiser"]),
        ]),
        new(3, "weight decay, momentum and warm-up", 0.15,
        [
            new("weight_decay", ["wd", "l2", "l2_penalty", "regularization"]),
            new("momentum", ["beta1", "adam_beta1"]),
            new("beta2", ["adam_beta2"]),
            new("warmup", ["warmup_steps", "warmup_epochs", "warm_up"]),
        ]),
        new(4, "width, depth, dropout and clipping", 0.10,
        [
            new("width", ["hidden", "hidden_size", "model_width", "units", "channels", "filters", "d_model"]),
            new("depth", ["layers", "num_layers", "n_layers", "blocks"]),
            new("dropout", ["dropout_rate", "drop_rate", "p_drop"]),
            new("clipping", ["clip", "grad_clip", "gradient_clip", "max_grad_norm"]),
        ]),
        new(5, "activation, epsilon and the rest", 0.05,
        [
            new("activation", ["nonlinearity", "act"]),
            new("epsilon", ["eps", "adam_epsilon"]),
        ]),
    ];

    /// <summary>Gets the roles that are no hyperparameter of quality: they decide how long a trial trains, or which chance it had.</summary>
    public static ImmutableArray<TierRole> Others { get; } =
    [
        new("epochs", ["num_epochs", "n_epochs", "max_epochs", "steps", "max_steps", "train_steps", "max_train_steps", "training_steps", "iterations"]),
        new("seed", ["random_seed", "rng_seed"]),
    ];

    /// <summary>Gets the roles that regularize: they trade the fit to the training rows for the fit to others.</summary>
    internal static ImmutableArray<string> Regularizers { get; } = ["weight_decay", "dropout"];

    /// <summary>Gets the names of all roles.</summary>
    public static ImmutableArray<string> RoleNames { get; } = [.. All.SelectMany(t => t.Roles).Concat(Others).Select(r => r.Name)];

    /// <summary>Finds the role that a name says: the name itself, an alias, or either behind a prefix (<c>sgd_learning_rate</c>).</summary>
    /// <param name="name">A parameter's name.</param>
    /// <returns>The role, or null.</returns>
    public static string? RoleOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var roles = All.SelectMany(t => t.Roles).Concat(Others).ToList();
        return (roles.FirstOrDefault(r => Says(r, name)) ?? roles.FirstOrDefault(r => Ends(r, name)))?.Name;
    }

    /// <summary>Finds the tier of a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The tier; the last one for a role that is not listed.</returns>
    public static ImportanceTier TierOf(string role) => All.FirstOrDefault(t => t.Roles.Any(r => r.Name == role)) ?? All[^1];

    /// <summary>Tells whether a role stands in a tier.</summary>
    /// <param name="role">The role.</param>
    /// <returns>False for a parameter of a meaning of its own.</returns>
    public static bool Has(string role) => All.Any(t => t.Roles.Any(r => r.Name == role));

    private static bool Says(TierRole role, string name) => role.Name == name || role.Aliases.Contains(name, StringComparer.Ordinal);

    // a prefix names an optimizer or a layer: sgd_learning_rate, adam_lr, head_dropout; one-word aliases only where they are unmistakable
    private static bool Ends(TierRole role, string name) =>
        name.EndsWith("_" + role.Name, StringComparison.Ordinal) || (role.Name == "learning_rate" && name.EndsWith("_lr", StringComparison.Ordinal));
}
