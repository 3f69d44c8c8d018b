namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Judges how a command that nobody stopped ended, in words that a user can act on.</summary>
internal static class TrainerExit
{
    /// <summary>Judges an end.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="hasSpoken">True where it printed a report, a result or a test score.</param>
    /// <param name="errorTail">The end of standard error.</param>
    /// <param name="killed">What is known of it where SIGKILL ended it.</param>
    /// <returns>How it ended, and the reason of a failure.</returns>
    public static (CommandEnd End, string Reason) Judge(int code, bool hasSpoken, string errorTail, string killed)
    {
        if (code == 0)
        {
            return hasSpoken
                ? (CommandEnd.Complete, string.Empty)
                : (CommandEnd.Failed, WithTail("The command ended with exit code 0 but printed no report and no result. Print a line such as {\"step\":1,\"value\":0.81} for each epoch.", errorTail));
        }

        if (code == ProcessMemory.KillCode)
        {
            return (CommandEnd.Failed, WithTail($"The command ended with exit code {code}: {killed}", errorTail));
        }

        var hint = code switch
        {
            139 => " (SIGSEGV; the program crashed)",
            134 => " (SIGABRT; the program gave up)",
            143 => " (SIGTERM; somebody ended it)",
            _ => string.Empty,
        };
        return (CommandEnd.Failed, WithTail($"The command ended with exit code {code}{hint}.", errorTail));
    }

    private static string WithTail(string reason, string tail) =>
        tail.Length > 0 ? $"{reason} End of standard error:\n{tail}" : $"{reason} Standard error is empty.";
}
