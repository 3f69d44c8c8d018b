using System.Globalization;
using HyperScaffold.Storage;

namespace HyperScaffold.Tool.Running;

/// <summary>Trains the tuned configuration once, in the project's own program.</summary>
/// <param name="bench">The project.</param>
internal sealed class FinalTrainer(Workbench bench)
{
    /// <summary>The weights' file where none is named.</summary>
    public const string DefaultOut = "model.safetensors";

    /// <summary>The file that keeps the model, or what is known of it where a command keeps the model itself.</summary>
    /// <param name="bench">The project.</param>
    /// <returns>The path.</returns>
    public static string KeptIn(Workbench bench)
    {
        ArgumentNullException.ThrowIfNull(bench);
        var weights = Path.Combine(bench.Project.Root, DefaultOut);
        return bench.IsCommand ? Path.ChangeExtension(weights, ".json") : weights;
    }

    /// <summary>Trains and passes what the program prints.</summary>
    /// <param name="arguments">Arguments behind <c>train</c>.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The program's exit code.</returns>
    public async Task<int> PassAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var program = await PrepareAsync(cancellation).ConfigureAwait(false);
        return await ProcessRun.PassAsync(program.FileName, [.. program.Arguments, "train", .. arguments], bench.Project.Root, cancellation).ConfigureAwait(false);
    }

    /// <summary>Trains and reads the outcome.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The members of the outcome's JSON object.</returns>
    /// <exception cref="HyperException">The training failed; the message is the program's.</exception>
    public async Task<IReadOnlyDictionary<string, object?>> TrainAsync(CancellationToken cancellation)
    {
        if (bench.IsCommand)
        {
            return new CommandFinalTrainer(bench, _ => { }).Train(default, cancellation);
        }

        var program = await PrepareAsync(cancellation).ConfigureAwait(false);
        var run = await ProcessRun.CaptureAsync(program.FileName, [.. program.Arguments, "train", "--json", "--out", DefaultOut], bench.Project.Root, cancellation).ConfigureAwait(false);
        if (run.Code != 0)
        {
            throw new HyperException(string.Create(CultureInfo.InvariantCulture, $"The final training ended with exit code {run.Code}: {run.Error.Trim()} Mend it and run: dotnet hyper train"));
        }

        var json = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(l => l.StartsWith('{'));
        return PythonJson.ReadObject(json);
    }

    private async Task<ToolProgram> PrepareAsync(CancellationToken cancellation)
    {
        bench.Generate();
        return await bench.ProgramAsync(cancellation).ConfigureAwait(false);
    }
}
