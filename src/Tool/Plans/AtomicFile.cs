using System.Text;

namespace HyperScaffold.Tool.Plans;

/// <summary>Writes a file so that a reader sees the old or the new text, never a part of it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes text as UTF-8 to a neighbour, flushes it to the disk and moves it into place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The new text.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old file stays.</exception>
    public static void Write(string path, string text)
    {
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(neighbour, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(neighbour, path, overwrite: true);
        }
        catch
        {
            File.Delete(neighbour);
            throw;
        }
    }
}
