namespace HyperScaffold.Tool.Hosting;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    /// <summary>Done, also when nothing was left to do.</summary>
    public const int Done = 0;

    /// <summary>A trial run or the search failed, <c>--check</c> found stale files, or lint found errors.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use, or a plan that cannot be read or that rules stop.</summary>
    public const int WrongUse = 2;

    /// <summary>Interrupted; the work so far is kept.</summary>
    public const int Interrupted = 130;
}
