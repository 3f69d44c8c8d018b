using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>
/// The files that trainings go on from after their worker was killed or handed its trial back: one a configuration, named
/// by the number of its first attempt. Such a file saves time and decides nothing, so no error of it costs a trial.
/// </summary>
internal static class TrialCheckpoints
{
    private const string Ending = ".checkpoint";

    /// <summary>The file of a trial.</summary>
    /// <param name="folder">The study's folder of checkpoints.</param>
    /// <param name="number">The number of the trial's first attempt.</param>
    /// <returns>The path.</returns>
    public static string PathOf(string folder, int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + Ending);

    /// <summary>Removes the file of a trial that was told.</summary>
    /// <param name="path">The file, which may be missing; null for none.</param>
    public static void Drop(string? path)
    {
        try
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it lies there until the study's next worker leaves
        }
    }

    /// <summary>Removes the files that no trial goes on from: of trials that ended without a word after their last attempt.</summary>
    /// <param name="folder">The study's folder of checkpoints.</param>
    /// <param name="trials">The study's trials.</param>
    public static void Sweep(string folder, IEnumerable<FrozenTrial> trials)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var needed = trials.Where(t => !t.IsFinished).Select(t => StorageAttributes.Earlier(t.SystemAttributes) is [var first, ..] ? first : t.Number).Select(n => PathOf(folder, n)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending).Where(f => !needed.Contains(f)))
        {
            Drop(file);
        }
    }
}
