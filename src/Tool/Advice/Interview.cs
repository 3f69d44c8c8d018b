using System.Globalization;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Advice;

/// <summary>Asks for what no option said, where somebody can be asked.</summary>
/// <param name="terminal">Where the questions go and the answers come from.</param>
/// <param name="cancellation">Ends the waiting for an answer.</param>
internal sealed class Interview(Terminal terminal, CancellationToken cancellation)
{
    private const int Tries = 3;

    /// <summary>Gets a value indicating whether there is somebody to ask.</summary>
    public bool IsPossible => terminal.IsInteractive;

    /// <summary>Asks for a duration.</summary>
    /// <param name="option">The option that would have said it.</param>
    /// <param name="question">The question.</param>
    /// <returns>The seconds, above 0.</returns>
    /// <exception cref="UsageException">Nobody can be asked, or no answer was a duration.</exception>
    public double Seconds(string option, string question) => Need(option, question, Duration.Parse, "a duration such as 20s, 30m, 8h or 2d");

    /// <summary>Asks for a count.</summary>
    /// <param name="option">The option that would have said it.</param>
    /// <param name="question">The question.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="UsageException">Nobody can be asked, or no answer was a count.</exception>
    public int Count(string option, string question) => Need(option, question, Whole, "a whole number from 1 on");

    /// <summary>Asks for a count that need not be known.</summary>
    /// <param name="option">The option that would have said it.</param>
    /// <param name="question">The question.</param>
    /// <returns>At least 1; null where the answer is empty.</returns>
    /// <exception cref="UsageException">No answer was a count or empty.</exception>
    public int? CountOrNothing(string option, string question) =>
        Need<(int? Value, bool Given)>(option, question, t => t.Length == 0 ? (null, true) : Whole(t) is { } count ? (count, true) : null, "a whole number from 1 on, or nothing").Value;

    /// <summary>Asks a question that is answered by yes or no.</summary>
    /// <param name="option">The option that would have said it.</param>
    /// <param name="question">The question.</param>
    /// <param name="otherwise">What an empty answer means.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="UsageException">No answer was yes or no.</exception>
    public bool Yes(string option, string question, bool otherwise) => Need<bool>(
        option,
        question,
        t => t.ToLowerInvariant() switch { "" => otherwise, "y" or "yes" => true, "n" or "no" => false, _ => null },
        "y or n");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private T Need<T>(string option, string question, Func<string, T?> read, string form)
        where T : struct
    {
        if (!IsPossible)
        {
            throw new UsageException($"{option} is needed where nobody can be asked. Write for example: dotnet hyper advise --time 30m --epoch 20s --params 2");
        }

        var given = string.Empty;
        for (var i = 0; i < Tries; i++)
        {
            if (terminal.Ask(question + " ", cancellation) is not { } answer)
            {
                throw new UsageException($"{option} is needed, and the answers ended before it. Write for example: dotnet hyper advise --time 30m --epoch 20s --params 2");
            }

            if (read(answer) is { } value)
            {
                return value;
            }

            given = answer;
            terminal.Say($"An answer is {form}.");
        }

        throw new UsageException($"{option} must be {form}, but got '{Terminal.Clean(given)}' at last. Start again, or give the option.");
    }
}
