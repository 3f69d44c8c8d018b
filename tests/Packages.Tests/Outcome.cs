namespace HyperScaffold.Packages.Tests;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record Outcome(int Code, string Output, string Error)
{
    public string All => Output + Error;

    /// <summary>Fails the test unless the exit code is the expected one; the message holds what was printed.</summary>
    /// <param name="code">The expected exit code.</param>
    /// <returns>This outcome.</returns>
    public Outcome Expect(int code)
    {
        Xunit.Assert.True(Code == code, $"expected exit code {code}, got {Code}:\n{All}");
        return this;
    }
}
