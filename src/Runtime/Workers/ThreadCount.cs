using System.Globalization;
using System.Runtime.InteropServices;

namespace HyperScaffold.Workers;

/// <summary>How many threads the usual numeric libraries take: they read environment variables when they are loaded.</summary>
internal static class ThreadCount
{
    /// <summary>The variable by which .NET's idle threads sleep at once: many workers share few cores, and a storage's answers wake them often.</summary>
    public const string SpinLimit = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

    /// <summary>The variables of OpenMP, OpenBLAS, MKL, numexpr, Accelerate and Rayon.</summary>
    public static readonly IReadOnlyList<string> Variables =
        ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "RAYON_NUM_THREADS"];

    /// <summary>Sets the number for libraries that this process loads from now on.</summary>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="HyperException">The number is below 1.</exception>
    public static void Set(long threads)
    {
        if (threads < 1)
        {
            throw new HyperException(string.Create(CultureInfo.InvariantCulture, $"A worker must have at least one thread, but got --threads {threads}. Leave it out for what the environment says."));
        }

        var text = threads.ToString(CultureInfo.InvariantCulture);
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, text);

            // .NET keeps a copy of the environment, which native libraries do not see
            if (!OperatingSystem.IsWindows())
            {
                _ = SetVariable(variable, text, 1);
            }
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
