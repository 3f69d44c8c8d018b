using System.ComponentModel.DataAnnotations;
using System.Globalization;
using HyperScaffold.Tool.Advice;
using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Says whether to tune at all, and how.</summary>
/// <param name="terminal">Where to write and ask.</param>
[Command("advise", Description = "Say whether to tune at all, and then by hand, by grid, at random or with a model")]
[Example("advise", "ask for what is needed")]
[Example("advise --time 30m --epoch 20s --epochs 30 --params 2", "answer without questions")]
[ExitCodes("an advice was given")]
internal sealed class AdviseCommand(Terminal terminal)
{
    /// <summary>Gets the time there is.</summary>
    [Option("--time <DURATION>", Description = "The time there is, such as 30m, 8h or 2d")]
    public string? Time { get; }

    /// <summary>Gets the time of an epoch.</summary>
    [Option("--epoch <DURATION>", Description = "The time of one epoch, such as 20s")]
    public string? Epoch { get; }

    /// <summary>Gets the epochs of a training.</summary>
    [Option("--epochs <COUNT>", Description = "The epochs of a training (default: 10)")]
    [Range(1, 1_000_000)]
    public int Epochs { get; } = 10;

    /// <summary>Gets the parameters to tune.</summary>
    [Option("--params <COUNT>", Description = "The parameters to tune")]
    [Range(1, 1000)]
    public int? Parameters { get; }

    /// <summary>Gets the workers.</summary>
    [Option("--workers <COUNT>", Description = "The trainings that run at once (default: 1)")]
    [Range(1, 100_000)]
    public int Workers { get; } = 1;

    /// <summary>Gets the rows of the training data.</summary>
    [Option("--rows <COUNT>", Description = "The rows of the training data")]
    [Range(1, int.MaxValue)]
    public int? Rows { get; }

    /// <summary>Gets a value indicating whether the model underfits.</summary>
    [Option("--underfits", Description = "The model does not even fit its training data")]
    public bool Underfits { get; }

    /// <summary>Gets a value indicating whether a known model is fine-tuned.</summary>
    [Option("--fine-tune", Description = "A known model is fine-tuned, whose defaults are known to work")]
    public bool FineTunes { get; }

    /// <summary>Gives the advice.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        var situation = new Situation
        {
            Seconds = Seconds("--time", Time, "How much time is there (30m, 8h, 2d)?"),
            EpochSeconds = Seconds("--epoch", Epoch, "How long does one epoch take (20s)?"),
            Epochs = Epochs,
            Parameters = Parameters ?? Count("How many parameters are to be tuned (2)?"),
            Workers = Workers,
            Rows = Rows,
            Underfits = Underfits,
            FineTunes = FineTunes,
        };
        var advice = Advisor.Advise(situation);
        terminal.Write(advice.Verdict);
        foreach (var reason in advice.Reasons)
        {
            terminal.Write($"  because {reason}");
        }

        foreach (var command in advice.Commands)
        {
            terminal.Write($"  type:   {command}");
        }

        return ExitCode.Done;
    }

    private double Seconds(string option, string? given, string question) =>
        Duration.Parse(given ?? Ask(option, question)) ?? throw new UsageException($"{option} must be a duration such as 20s, 30m, 8h or 2d, but got '{Terminal.Clean(given)}'. Write a number and a unit.");

    private int Count(string question) =>
        int.TryParse(Ask("--params", question), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new UsageException("--params must be a whole number from 1 on. Write for example --params 2.");

    private string Ask(string option, string question)
    {
        if (!terminal.IsInteractive)
        {
            throw new UsageException($"{option} is needed where nobody can be asked. Write for example: dotnet hyper advise --time 30m --epoch 20s --params 2");
        }

        terminal.Error.Write(question + " ");
        return terminal.In.ReadLine() ?? string.Empty;
    }
}
