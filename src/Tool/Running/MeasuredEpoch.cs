using System.Text.Json;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Running;

/// <summary>The seconds of an epoch as <c>cost --measure</c> took them on this machine, kept until a phase has measured more.</summary>
internal static class MeasuredEpoch
{
    private const string Key = "epoch_seconds";

    /// <summary>Reads the time.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The seconds; null where nothing was measured here.</returns>
    public static double? Read(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        try
        {
            using var kept = JsonDocument.Parse(File.ReadAllText(PathOf(project)));
            return kept.RootElement.GetProperty(Key).GetDouble() is > 0 and var seconds ? seconds : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // it can be measured again at any time
            return null;
        }
    }

    /// <summary>Keeps a time.</summary>
    /// <param name="project">The project.</param>
    /// <param name="seconds">The seconds of an epoch, above 0.</param>
    public static void Write(ProjectFolder project, double seconds)
    {
        ArgumentNullException.ThrowIfNull(project);
        Directory.CreateDirectory(project.StatePath);
        AtomicFile.Write(PathOf(project), JsonSerializer.Serialize(new Dictionary<string, double> { [Key] = seconds }) + "\n");
    }

    private static string PathOf(ProjectFolder project) => Path.Combine(project.StatePath, "epoch.json");
}
