using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HyperScaffold.Workers;

/// <summary>
/// Pins processes to cores from their first instruction on: a child inherits the cores of the thread that starts it, so
/// all threads of the child, and what it starts in turn, stay there. On other systems than Linux nothing is pinned.
/// </summary>
internal static class CoreAffinity
{
    private const int Bits = 64;
    private const int Words = 16;
    private const int CallingThread = 0;

    /// <summary>The cores that the calling thread may run on.</summary>
    /// <returns>Their numbers; none where they cannot be told.</returns>
    public static ImmutableArray<int> Allowed()
    {
        var mask = new ulong[Words];
        return OperatingSystem.IsLinux() && GetAffinity(CallingThread, Words * sizeof(ulong), mask) >= 0
            ? [.. Enumerable.Range(0, Words * Bits).Where(c => (mask[c / Bits] >> (c % Bits) & 1) == 1)]
            : [];
    }

    /// <summary>Starts something on some cores.</summary>
    /// <param name="cores">The cores; none for any.</param>
    /// <param name="start">Starts a process on the calling thread.</param>
    public static void Start(ImmutableArray<int> cores, Action start)
    {
        var before = new ulong[Words];
        if (cores.IsEmpty || !OperatingSystem.IsLinux() || GetAffinity(CallingThread, Words * sizeof(ulong), before) < 0)
        {
            start();
            return;
        }

        // a core that was taken away meanwhile costs the pinning, not the worker
        _ = SetAffinity(CallingThread, Words * sizeof(ulong), Mask(cores));
        try
        {
            start();
        }
        finally
        {
            _ = SetAffinity(CallingThread, Words * sizeof(ulong), before);
        }
    }

    private static ulong[] Mask(ImmutableArray<int> cores)
    {
        var mask = new ulong[Words];
        foreach (var core in cores.Where(c => c is >= 0 and < Words * Bits))
        {
            mask[core / Bits] |= 1UL << (core % Bits);
        }

        return mask;
    }

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAffinity(int thread, nint size, [Out] ulong[] mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAffinity(int thread, nint size, ulong[] mask);
}
