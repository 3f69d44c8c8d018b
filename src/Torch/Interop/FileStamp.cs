namespace HyperScaffold.Torch.Interop;

/// <summary>A file's size and time of change, by which a later process sees that it is the same file.</summary>
internal sealed record FileStamp(string Path, long Length, long ChangedTicks)
{
    /// <summary>The stamp of a file as it is now; links are followed.</summary>
    internal static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? new FileStamp(path, target.Length, target.LastWriteTimeUtc.Ticks) : new FileStamp(path, -1, 0);
    }
}
