using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>The logs of a study's trials: one file a trial, named by its number.</summary>
internal static class TrialLogs
{
    /// <summary>Opens a trial's log. A trial that was handed back begins again under its old number, so its log goes on.</summary>
    /// <param name="folder">The study's folder of logs, made where it is missing; null keeps none.</param>
    /// <param name="number">The trial's number.</param>
    /// <returns>A writer; one that writes nowhere where the log cannot be opened, since a log must not cost a trial.</returns>
    public static StreamWriter Open(string? folder, int number)
    {
        if (folder is null)
        {
            return StreamWriter.Null;
        }

        try
        {
            Directory.CreateDirectory(folder);
            return new StreamWriter(new FileStream(PathOf(folder, number), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StreamWriter.Null;
        }
    }

    /// <summary>Finds a trial's log.</summary>
    /// <param name="folder">The study's folder of logs.</param>
    /// <param name="number">The trial's number.</param>
    /// <returns>The path; null where there is none.</returns>
    public static string? Find(string folder, int number) => PathOf(folder, number) is var path && File.Exists(path) ? path : null;

    private static string PathOf(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.log"));
}
