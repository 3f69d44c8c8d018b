using System.Text.RegularExpressions;
using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed partial class DocumentedCommandsTests(PackedProducts products)
{
    private static readonly string[] Groups = ["phase", "study", "storage"];

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/tutorial.md")]
    [InlineData("docs/reference/commands.md")]
    public void Each_console_block_marked_run_works_in_a_scaffolded_project_from_top_to_bottom(string document)
    {
        var project = products.Copy();
        project.Reduce(epochs: 6, trials: 8);
        project.Git("init", "-q");
        project.Git("config", "user.name", "Someone");
        project.Git("config", "user.email", "someone@example.org");
        project.Commit();

        var blocks = RunBlock().Matches(File.ReadAllText(Path.Combine(Shell.Root, document))).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(blocks);
        foreach (var line in blocks.SelectMany(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var outcome = project.Bash(line);
            Assert.True(outcome.Code == 0, $"{document}: {line}\nexit code {outcome.Code}\n{outcome.All}");
        }
    }

    [Fact]
    public void Each_command_that_the_documents_name_exists()
    {
        var project = products.Copy();
        var texts = Directory.EnumerateFiles(Path.Combine(Shell.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Shell.Root, "README.md"))
            .Append(project.PathOf("README.md"))
            .Select(File.ReadAllText);
        var commands = texts.SelectMany(t => Command().Matches(t)).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("phase next", commands);
        Assert.All(commands, command => project.Hyper([.. command.Split(' '), "--help"]).Expect(0));
    }

    [Fact]
    public void Each_command_of_the_tool_stands_in_the_reference()
    {
        var project = products.New("Digits", "--no-restore");
        var reference = File.ReadAllText(Path.Combine(Shell.Root, "docs", "reference", "commands.md"));
        var commands = Listed(project, []).SelectMany(c => Groups.Contains(c) ? Listed(project, [c]).Select(s => $"{c} {s}") : [c]).ToList();
        Assert.Contains("phase next", commands);
        Assert.All(commands, c => Assert.Contains($"| `dotnet hyper {c}", reference, StringComparison.Ordinal));
    }

    private static List<string> Listed(Project project, string[] command) =>
        [.. CommandLine().Matches(project.Hyper([.. command, "--help"]).Expect(0).Output.Split("Commands:")[1].Split("\n\n")[0]).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("^  ([a-z-]+) ", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex("^```console run\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RunBlock();

    [GeneratedRegex(@"dotnet hyper ((?:phase|study|storage) [a-z]+|[a-z]+)\b")]
    private static partial Regex Command();
}
