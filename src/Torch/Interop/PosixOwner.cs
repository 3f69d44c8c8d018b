using System.Runtime.InteropServices;

namespace HyperScaffold.Torch.Interop;

/// <summary>Who owns a file, which .NET does not tell. statx has one layout on every Linux.</summary>
internal static unsafe partial class PosixOwner
{
    private const int CurrentFolder = -100;
    private const uint WantUser = 0x8;
    private const int UserOffset = 20;

    /// <summary>Tells whether this process's user owns the file or folder.</summary>
    internal static bool IsMine(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var buffer = stackalloc byte[256];
        return Statx(CurrentFolder, path, 0, WantUser, buffer) == 0 && *(uint*)(buffer + UserOffset) == EffectiveUser();
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
