using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed class LayerTests
{
    // lowest first; a folder may use itself and what its row names, and names on one level do not see each other
    private static readonly Dictionary<string, string[]> RuntimeLayers = new()
    {
        [""] = [],
        ["Spaces"] = [""],
        ["Trials"] = ["", "Spaces"],
        ["Samplers"] = ["", "Spaces", "Trials"],
        ["Pruners"] = ["", "Spaces", "Trials"],
        ["Storage"] = ["", "Spaces", "Trials"],
        ["Analysis"] = ["", "Spaces", "Trials"],
        ["Studies"] = ["", "Spaces", "Trials", "Samplers", "Pruners", "Storage", "Analysis"],
        ["Workers"] = ["", "Spaces", "Trials", "Samplers", "Pruners", "Storage", "Analysis", "Studies"],
        ["Phases"] = ["", "Spaces", "Trials", "Samplers", "Pruners", "Storage", "Analysis", "Studies", "Workers"],
        ["Guidance"] = ["", "Spaces", "Trials", "Samplers", "Pruners", "Storage", "Analysis", "Studies", "Workers", "Phases"],
    };

    private static readonly Dictionary<string, string[]> ProjectRows = new()
    {
        ["Runtime"] = [],
        ["Torch"] = ["Runtime"],
        ["Tool"] = ["Runtime"],
        ["Templates"] = [],
    };

    [Fact]
    public void Every_folder_of_the_runtime_uses_only_lower_layers() => Findings.None(CheckFolders(Repository.Read("src/Runtime/", ".cs")));

    [Fact]
    public void Every_project_refers_only_to_the_projects_of_its_row() => Findings.None(CheckProjects(Repository.Read("src/", ".csproj")));

    [Fact]
    public void A_trial_that_uses_a_sampler_is_found() => Assert.Contains(
        CheckFolders([
            new("src/Runtime/Samplers/RandomSampler.cs", "namespace X.Samplers; public sealed class RandomSampler { public int Draw() => 1; }"),
            new("src/Runtime/Trials/Leak.cs", "namespace X.Trials; public static class Leak { public static int Use(X.Samplers.RandomSampler s) => s.Draw(); }"),
        ]),
        p => p.StartsWith("src/Runtime/Trials/Leak.cs:1 uses RandomSampler of Samplers", StringComparison.Ordinal));

    [Fact]
    public void A_use_that_names_no_type_is_found_by_the_member_it_calls() => Assert.Contains(
        CheckFolders([
            new("src/Runtime/Storage/Book.cs", "namespace X.Storage; public class Book { public int Pages => 1; }"),
            new("src/Runtime/Studies/Shelf.cs", "namespace X.Studies; public class Shelf { public X.Storage.Book First() => new(); }"),
            new("src/Runtime/Pruners/Leak.cs", "namespace X.Pruners; public static class Leak { public static int Use() { var b = new X.Studies.Shelf().First(); return b.Pages; } }"),
        ]),
        p => p.Contains("uses Book of Storage", StringComparison.Ordinal));

    [Fact]
    public void A_new_folder_without_a_row_is_found() => Assert.Contains(
        CheckFolders([new("src/Runtime/Helpers/Misc.cs", "namespace X.Helpers; public static class Misc;")]),
        p => p.Contains("has no row", StringComparison.Ordinal));

    [Fact]
    public void A_tool_that_refers_to_torch_is_found() => Assert.Single(CheckProjects([
        new("src/Tool/HyperScaffold.Tool.csproj", """<Project><ItemGroup><ProjectReference Include="../Torch/HyperScaffold.Torch.csproj" /></ItemGroup></Project>"""),
    ]));

    private static IEnumerable<string> CheckFolders(IReadOnlyList<SourceText> files)
    {
        var compilation = InMemory.Compile(files, without: "HyperScaffold.Runtime");
        var unknown = files.Select(f => FolderOf(f.Path)).Distinct().Where(f => !RuntimeLayers.ContainsKey(f!));
        var unresolved = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Id is "CS0246" or "CS0234");
        return unknown.Select(f => $"src/Runtime/{f} has no row in the table of layers; a new folder is a decision")
            .Concat(unresolved.Select(d => $"{d} (a name that is not resolved hides what it uses)"))
            .Concat(compilation.SyntaxTrees.SelectMany(t => CheckTree(compilation.GetSemanticModel(t))))
            .Distinct();
    }

    private static IEnumerable<string> CheckTree(SemanticModel model)
    {
        var tree = model.SyntaxTree;
        if (FolderOf(tree.FilePath) is not { } folder || !RuntimeLayers.TryGetValue(folder, out var allowed))
        {
            yield break;
        }

        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = (symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition;
            var used = FolderOf(type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath);
            if (used is not null && used != folder && !allowed.Contains(used))
            {
                var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return $"{tree.FilePath}:{line} uses {type!.Name} of {used}; {folder} may use: (root){string.Join(", ", allowed)}";
            }
        }
    }

    private static string? FolderOf(string? path)
    {
        const string Below = "src/Runtime/";
        if (path?.StartsWith(Below, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var rest = path[Below.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? string.Empty : rest[..slash];
    }

    private static IEnumerable<string> CheckProjects(IEnumerable<SourceText> projects) =>
        from project in projects
        where !project.Path.Contains("/content/", StringComparison.Ordinal)
        let name = project.Path.Split('/')[1]
        let allowed = ProjectRows.GetValueOrDefault(name, [])
        from reference in XDocument.Parse(project.Text).Descendants("ProjectReference")
        let target = reference.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^2]
        where !allowed.Contains(target)
        select $"{project.Path} refers to {target}; {name} may refer to: {string.Join(", ", allowed)}";
}
