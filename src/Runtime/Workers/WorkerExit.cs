namespace HyperScaffold.Workers;

/// <summary>How a worker ended.</summary>
/// <param name="Worker">Its name in leases.</param>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">The last lines it wrote, after a crash.</param>
/// <param name="IsCrash">True where it did not mean to leave.</param>
/// <param name="Loss">What the reason of the trials that it held tells of its end; null where nothing is known.</param>
internal sealed record WorkerExit(string Worker, int Code, string Output, bool IsCrash, string? Loss)
{
    private const int WrongUse = 2;

    /// <summary>Stops where the program does not understand what it is asked: starting it again cannot help.</summary>
    /// <exception cref="HyperException">It was built from packages of another age.</exception>
    public void ThrowIfNotUnderstood()
    {
        const string Start = "has no option '";
        if (!IsCrash || Code != WrongUse || Output.IndexOf(Start, StringComparison.Ordinal) is not (>= 0 and var place))
        {
            return;
        }

        var option = Output[(place + Start.Length)..].Split('\'')[0];
        throw new HyperException(
            $"The project's program does not know the worker option {option}, so it was built from older HyperScaffold packages than this tool is. "
            + "Set the packages' version in the project file (HyperScaffoldVersion) to what dotnet hyper --version says, and run the command again: it builds the project anew.");
    }
}
