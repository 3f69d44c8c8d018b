using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Quality;

/// <summary>Optuna in a Python process that asks for values of our functions, so that both search the same ones.</summary>
public sealed class OptunaPeer : IDisposable
{
    private readonly Process _process;

    private OptunaPeer(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Starts it; null where Python or Optuna is missing.</summary>
    public static OptunaPeer? Start()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Quality", "optuna_peer.py"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if (process.StandardOutput.ReadLine() is { } line)
        {
            return new OptunaPeer(process, JsonDocument.Parse(line).RootElement.GetProperty("optuna").GetString()!);
        }

        process.Dispose();
        return null;
    }

    public List<Evaluation> Run(BenchFunction function, string sampler, int seed, int trials)
    {
        var space = function.Space.Parameters.Select(p => new
        {
            name = p.Name,
            distribution = DistributionJson.Write(p.Distribution),
            parent = p.Condition?.Parent,
            choices = p.Condition?.Choices ?? [],
        });
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { sampler, seed, trials, space }));
        var evaluations = new List<Evaluation>();
        for (var i = 0; i < trials; i++)
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, double>>(_process.StandardOutput.ReadLine()!)!;
            var evaluation = Evaluation.Of(function, values, seed, i);
            evaluations.Add(evaluation);
            _process.StandardInput.WriteLine(evaluation.Observed?.ToString("R", CultureInfo.InvariantCulture) ?? "null");
        }

        return evaluations;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
