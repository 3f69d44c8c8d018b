using System.Reflection;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>The entry point of a scaffolded project: trains the tuned model, or works for the tool.</summary>
public static class TrainingProgram
{
    private const string Usage = """
        Commands:
          train [--seed n] [--out model.safetensors] [--json]   train the tuned model once (also without any argument)
          worker --study NAME --storage URL --worker NAME [--device cpu] [--threads n]
                 [--trial-limit seconds] [--memory-limit bytes] [--recycle n] [--time-left seconds]
                 [--logs folder] [--checkpoints folder]   run trials for dotnet hyper
        """;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <typeparam name="TEpoch">The project's record of an epoch; its properties are the metrics.</typeparam>
    /// <param name="args">The program's arguments.</param>
    /// <param name="train">Trains the tuned configuration; gives one record an epoch.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted.</returns>
    public static int Run<TEpoch>(string[] args, Func<TrialContext, IEnumerable<TEpoch>> train)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(train);
        try
        {
            var line = ProgramArguments.Parse(args);
            var assembly = Assembly.GetEntryAssembly() ?? typeof(TEpoch).Assembly;
            return line.Command switch
            {
                "train" => FinalTraining.Run(assembly, line, train, Console.Out),
                "worker" => WorkerProgram.Run(assembly, line),
                _ => throw new ArgumentException($"There is no command '{line.Command}'."),
            };
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}{Environment.NewLine}{Usage}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e is HyperException or TrialPrunedException ? e.Message : $"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }
}
