using Xunit;

namespace HyperScaffold.Architecture.Tests;

/// <summary>Fails with every finding on a line of its own.</summary>
public static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var list = findings.ToList();
        Assert.True(list.Count == 0, $"{list.Count} found:\n{string.Join('\n', list.Take(40))}");
    }
}
