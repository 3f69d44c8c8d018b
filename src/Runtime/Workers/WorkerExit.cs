namespace HyperScaffold.Workers;

/// <summary>How a worker ended.</summary>
/// <param name="Worker">Its name in leases.</param>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">The last lines it wrote, after a crash.</param>
/// <param name="IsCrash">True where it did not mean to leave.</param>
internal sealed record WorkerExit(string Worker, int Code, string Output, bool IsCrash);
