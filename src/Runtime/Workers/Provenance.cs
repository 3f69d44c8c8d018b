using System.Reflection;
using System.Security.Cryptography;

namespace HyperScaffold.Workers;

/// <summary>Says where a trained model came from.</summary>
internal static class Provenance
{
    /// <summary>Describes a training: hyperparameters, scores, and the hashes of what it was made from.</summary>
    /// <param name="assembly">The project's program.</param>
    /// <param name="outcome">What the training reached.</param>
    /// <returns>Members of a JSON object, in order.</returns>
    public static IReadOnlyDictionary<string, object?> Describe(Assembly assembly, TrainingOutcome outcome)
    {
        var project = FindProject();
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["plan"] = outcome.Plan.Name,
            ["metric"] = outcome.Plan.Metric,
            ["validation"] = outcome.Best,
            ["test"] = outcome.Context.TestScore,
            ["best_epoch"] = outcome.BestEpoch,
            ["epochs"] = outcome.Epochs,
            ["seconds"] = Math.Round(outcome.Seconds, 3),
            ["seed"] = outcome.Context.Seed,
            ["device"] = outcome.Context.Device,
            ["weights"] = Path.GetFileName(outcome.Context.WeightsFile),
            ["weights_sha256"] = Hash(outcome.Context.WeightsFile),
            ["hyperparameters"] = Hyperparameters(assembly),
            ["plan_sha256"] = Hash(project is null ? null : Path.Combine(project, "hyper.yaml")),
            ["decisions_sha256"] = Hash(project is null ? null : Path.Combine(project, "hyper.decisions.yaml")),
            ["runtime"] = typeof(Provenance).Assembly.GetName().Version?.ToString(),
            ["libtorch"] = Libtorch(),
        };
    }

    private static Dictionary<string, object?>? Hyperparameters(Assembly assembly)
    {
        var type = assembly.GetTypes().FirstOrDefault(t => t.Name == "HyperParameters");
        var tuned = type?.GetProperty("Tuned", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        return tuned is null ? null : type?.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0)
            .OrderBy(p => p.MetadataToken)
            .ToDictionary(p => p.Name, p => p.GetValue(tuned), StringComparer.Ordinal);
    }

    private static string? FindProject()
    {
        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        return starts.SelectMany(Ancestors).FirstOrDefault(f => File.Exists(Path.Combine(f, "hyper.yaml")));
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private static string? Hash(string? file) => File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : null;

    // the library that was really loaded, whatever was configured
    private static string? Libtorch()
    {
        const string Maps = "/proc/self/maps";
        return File.Exists(Maps)
            ? File.ReadLines(Maps).Where(l => l.Contains("/libtorch_cpu.so", StringComparison.Ordinal)).Select(l => l[l.IndexOf('/', StringComparison.Ordinal)..]).FirstOrDefault()
            : null;
    }
}
