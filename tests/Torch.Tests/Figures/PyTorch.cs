using System.Diagnostics;
using System.Text.Json;

namespace HyperScaffold.Torch.Tests.Figures;

/// <summary>The figures of figures.py: computed now by a PyTorch on this machine, or as stored.</summary>
internal static class PyTorch
{
    private static readonly Lazy<IReadOnlyDictionary<string, double[]>?> Computed = new(Compute);
    private static readonly Lazy<IReadOnlyDictionary<string, double[]>> Kept = new(() => Parse(File.ReadAllText(In("figures.json"))));

    internal static IReadOnlyDictionary<string, double[]>? Live => Computed.Value;

    internal static IReadOnlyDictionary<string, double[]> Stored => Kept.Value;

    internal static double[] Figure(string name) => (Live ?? Stored)[name];

    private static string In(string file) => Path.Combine(AppContext.BaseDirectory, "Figures", file);

    private static Dictionary<string, double[]> Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, double[]>>(json) ?? throw new InvalidDataException("no figures");

    private static Dictionary<string, double[]>? Compute()
    {
        foreach (var python in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                var start = new ProcessStartInfo(python, [In("figures.py")]) { RedirectStandardOutput = true, RedirectStandardError = true };
                using var process = Process.Start(start)!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                var text = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0)
                {
                    return Parse(text);
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
        }

        return null;
    }
}
