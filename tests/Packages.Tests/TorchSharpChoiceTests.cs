using System.Text.RegularExpressions;
using Xunit;

namespace HyperScaffold.Packages.Tests;

/// <summary>
/// Projects that reference TorchSharp. The package is not needed here: TorchSharp's names are this library's own, so the
/// same code is compiled against HyperScaffold.Torch, and what it calls is held to a list.
/// </summary>
public sealed partial class TorchSharpChoiceTests(PackedProducts products)
{
    [Fact]
    public void The_emitted_code_calls_only_what_is_the_same_in_every_TorchSharp_and_compiles_against_the_oldest_and_the_newest()
    {
        var allowed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "torchsharp-calls.txt")).Where(l => l.Length > 0 && l[0] != '#').ToHashSet(StringComparer.Ordinal);
        (string Name, string[] Options)[] choices = [("Digits", ["--model", "mlp"]), ("Pictures", ["--model", "cnn", "--data", "mnist"]), ("Own", ["--model", "transformer", "--data", "own"])];
        List<Project> projects = [.. choices.Select(c => products.New(c.Name, ["--torch", "torchsharp-cpu", "--no-restore", .. c.Options]))];
        var sources = products.MakeFolder();
        TorchSharpSurface.Gather(sources, projects);
        foreach (var (project, name) in projects.Zip(choices.Select(c => c.Name)))
        {
            Directory.CreateDirectory(project.PathOf("data"));
            File.WriteAllText(project.PathOf("data/data.csv"), "1,2,3,4,0\n");
            File.WriteAllText(project.PathOf("data/train-images-idx3-ubyte"), string.Empty);
            UseOwnBinding(project, name);
            project.Build().Expect(0);
            var calls = TorchCalls.Of(project.PathOf($"bin/Debug/net10.0/{name}.dll"));
            Assert.NotEmpty(calls);
            Assert.Empty(calls.Except(allowed, StringComparer.Ordinal));
            Assert.Subset(new HashSet<string>(StringComparer.Ordinal) { "padding" }, Names(project));
        }

        var runtime = projects[0].PathOf("bin/Debug/net10.0/HyperScaffold.Runtime.dll");
        Assert.All(["OLD", "NEW"], version => TorchSharpSurface.Compile(sources, runtime, version).Expect(0));
    }

    [Fact]
    public void A_TorchSharp_project_is_tuned_and_trained_by_its_plain_loop()
    {
        var project = products.New("Digits", "--torch", "torchsharp-cpu", "--no-restore");
        Assert.Contains("<PackageReference Include=\"TorchSharp-cpu\"", project.Read("Digits.csproj"), StringComparison.Ordinal);
        UseOwnBinding(project, "Digits");
        project.Hyper("lint", "--strict").Expect(0);
        project.Reduce(epochs: 4, trials: 4);
        Assert.Contains("learning-rate: ", project.Hyper("phase", "next").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("test 0.", project.Hyper("train").Expect(0).Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"", File.ReadAllText(project.PathOf("model.safetensors"))[8..], StringComparison.Ordinal);
    }

    [Fact]
    public void The_network_is_the_same_file_with_either_torch_and_CUDA_asks_for_its_own_package()
    {
        var own = products.New("Digits", "--no-restore", "--model", "transformer");
        var sharp = products.New("Digits", "--no-restore", "--model", "transformer", "--torch", "torchsharp-cuda");
        Assert.All(["Model.cs", "Block.cs", "Program.cs", "hyper.yaml"], file => Assert.Equal(own.Read(file), sharp.Read(file)));
        Assert.Contains("TorchSharp-cuda-linux", sharp.Read("Digits.csproj"), StringComparison.Ordinal);
        Assert.DoesNotContain("HyperScaffold.Torch", sharp.Read("Digits.csproj"), StringComparison.Ordinal);
    }

    private static void UseOwnBinding(Project project, string name)
    {
        project.Edit(name + ".csproj", "\"TorchSharp-cpu\" Version=\"$(TorchSharpVersion)\"", "\"HyperScaffold.Torch\" Version=\"$(HyperScaffoldVersion)\"");
        project.Edit(name + ".csproj", "Include=\"TorchSharp", "Include=\"HyperScaffold.Torch");
    }

    private static HashSet<string> Names(Project project) => Directory.EnumerateFiles(project.Folder, "*.cs")
        .SelectMany(file => NamedArgument().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups[1].Value)
        .ToHashSet(StringComparer.Ordinal);

    // the names of parameters changed between TorchSharp's versions
    [GeneratedRegex(@"[(,] ?([a-z_]+): ", RegexOptions.CultureInvariant)]
    private static partial Regex NamedArgument();
}
