using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed class DocumentationTests
{
    private const string Template = "src/Templates/content/hypertune/";

    [Fact]
    public void Every_csharp_sample_compiles_in_the_scaffolded_project()
    {
        var project = Project();
        Findings.None(Documents().SelectMany(d => Markdown.Fences(d, "csharp")).SelectMany(s => Compile(s, project)));
    }

    [Fact]
    public void Every_link_inside_the_documents_resolves() =>
        Findings.None(Documents().SelectMany(d => CheckLinks(d, p => File.Exists(p) || Directory.Exists(p) ? (File.Exists(p) ? File.ReadAllText(p) : string.Empty) : null)));

    [Fact]
    public void The_scaffolded_project_itself_compiles_against_the_packages() =>
        Findings.None(Errors(InMemory.Compile(Project(), kind: OutputKind.ConsoleApplication)));

    [Fact]
    public void A_sample_with_a_wrong_argument_name_is_found()
    {
        var planted = new SourceText("docs/x.md", "Text\n```csharp\nvar s = string.Join(\",\", values: 1, separatr: 2);\n```\n");
        Assert.Contains("CS1739", Assert.Single(Markdown.Fences(planted, "csharp").SelectMany(s => Compile(s, []))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_may_be_statements_members_or_types()
    {
        Assert.Empty(Compile(new("a", "Console.WriteLine(1);"), []));
        Assert.Empty(Compile(new("b", "public static double Square(double x) => x * x;"), []));
        Assert.Empty(Compile(new("c", "using System.Text;\nnamespace A;\npublic sealed class B { public StringBuilder? C { get; set; } }"), []));
    }

    [Fact]
    public void A_dead_link_and_a_dead_anchor_are_found()
    {
        var document = new SourceText("docs/x.md", "[a](gone.md) [b](#nowhere) [c](#here-it-is) [d](https://example.org) `[e](f.md)`\n# Here it is!\n");
        Assert.Equal(["docs/x.md links to gone.md", "docs/x.md links to #nowhere"], CheckLinks(document, p => p.EndsWith("x.md", StringComparison.Ordinal) ? document.Text : null));
    }

    private static IEnumerable<SourceText> Documents() =>
        Repository.Read(string.Empty, ".md").Where(f => !f.Path.Contains('/', StringComparison.Ordinal) || f.Path.StartsWith("docs/", StringComparison.Ordinal));

    // the template's own files with its default choices and its global usings, so that a sample may speak of Training.Fit or HyperParameters
    private static List<SourceText> Project()
    {
        var files = Repository.Read(Template, ".cs")
            .Where(f => !f.Path.Contains("/torchsharp/", StringComparison.Ordinal))
            .Select(f => f with { Text = $"#define mlp\n#define digits\n#line 1\n{f.Text}" })
            .ToList();
        var project = Repository.Read(Template, ".csproj").Single();
        var usings = XDocument.Parse(project.Text).Descendants("Using")
            .Where(u => !u.Attribute("Include")!.Value.StartsWith("TorchSharp", StringComparison.Ordinal))
            .Select(u => $"global using {(u.Attribute("Static")?.Value == "true" ? "static " : string.Empty)}{Alias(u)}{u.Attribute("Include")!.Value};");
        files.Add(new SourceText("GlobalUsings.g.cs", string.Join('\n', usings)));
        return files;
    }

    private static string Alias(XElement use) => use.Attribute("Alias") is { } alias ? alias.Value + " = " : string.Empty;

    private static List<string> Compile(SourceText sample, IReadOnlyList<SourceText> project)
    {
        var others = project.Where(f => f.Name != "Program.cs").ToList();
        var asWritten = Errors(InMemory.Compile([sample, .. others], kind: KindOf(sample)));
        if (asWritten.Count == 0)
        {
            return asWritten;
        }

        var lines = sample.Text.Split('\n');
        var usings = string.Join('\n', lines.Where(l => l.StartsWith("using ", StringComparison.Ordinal)));
        var members = string.Join('\n', lines.Where(l => !l.StartsWith("using ", StringComparison.Ordinal)));
        var wrapped = sample with { Text = $"{usings}\nnamespace {NamespaceOf(others)};\npublic static partial class Sample {{ {members} }}" };
        return Errors(InMemory.Compile([wrapped, .. others])).Count == 0 ? [] : asWritten;
    }

    private static OutputKind KindOf(SourceText sample) =>
        sample.Text.Contains("namespace ", StringComparison.Ordinal) ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication;

    private static string NamespaceOf(List<SourceText> project) => project.Count == 0 ? "Samples" : "Digits";

    private static List<string> Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];

    private static IEnumerable<string> CheckLinks(SourceText document, Func<string, string?> read)
    {
        foreach (var link in Markdown.Links(document).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal)))
        {
            var parts = link.Split('#');
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document.Path))!;
            var target = parts[0].Length == 0 ? Path.Combine(Repository.Root, document.Path) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            var text = read(target);
            if (text is null || (parts.Length > 1 && !Markdown.Anchors(text).Contains(parts[1])))
            {
                yield return $"{document.Path} links to {link}";
            }
        }
    }
}
