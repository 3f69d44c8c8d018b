namespace HyperScaffold.Tool.Running;

/// <summary>Lets processes take turns. The lock is the operating system's, so a killed process leaves none behind.</summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _stream;

    private FileTurn(FileStream stream) => _stream = stream;

    /// <summary>Waits for this process's turn.</summary>
    /// <param name="path">The file that is locked; it is made where it is missing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn; dispose it to let the next one in.</returns>
    public static async Task<FileTurn> TakeAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var isLast = false; ;)
        {
            try
            {
                return new FileTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (!isLast)
            {
                // let go between the try and the look, it is free now; any other reason shows again
                isLast = !IsTaken(path);
                await Task.Delay(isLast ? TimeSpan.Zero : Poll, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static bool IsTaken(string path)
    {
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
