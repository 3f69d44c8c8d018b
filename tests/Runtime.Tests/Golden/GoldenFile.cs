using System.Text.Json;

namespace HyperScaffold.Runtime.Tests.Golden;

/// <summary>What Optuna really computed, recorded once from two of its versions.</summary>
public static class GoldenFile
{
    public static TheoryData<string> Versions => ["optuna-4.9.0", "optuna-5.0.dev"];

    public static JsonElement Read(string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", version + ".json")));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
}
