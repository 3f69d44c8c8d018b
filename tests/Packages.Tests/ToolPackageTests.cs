using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class ToolPackageTests(PackedProducts products)
{
    [Fact]
    public void The_tool_runs_through_a_local_manifest_and_prints_one_line_for_its_version()
    {
        var folder = products.MakeFolder();
        Directory.CreateDirectory(Path.Combine(folder, ".config"));
        File.WriteAllText(Path.Combine(folder, ".config", "dotnet-tools.json"), """{ "version": 1, "isRoot": true, "tools": {} }""");

        // the SDK caches the commands of local tools in its home
        var home = "DOTNET_CLI_HOME=" + folder;
        Shell.Run(folder, "env", home, "dotnet", "tool", "install", "HyperScaffold.Tool", "--version", products.Version).Expect(0);
        Assert.Equal(products.Version + "\n", Shell.Run(folder, "env", home, "dotnet", "hyper", "--version").Expect(0).Output);
    }

    [Fact]
    public void The_exit_code_of_the_tool_passes_through_dotnet()
    {
        var folder = products.MakeFolder();
        var tool = Path.Combine(folder, "tool");
        Shell.Run(folder, "dotnet", "tool", "install", "HyperScaffold.Tool", "--version", products.Version, "--tool-path", tool).Expect(0);
        Assert.Equal(2, Shell.Run(folder, Path.Combine(tool, "dotnet-hyper"), "no-such-command").Code);
    }
}
