using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HyperScaffold.Architecture.Tests;

/// <summary>Compiles sources in memory as the SDK would.</summary>
public static class InMemory
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>Makes a compilation; it is not checked for errors.</summary>
    /// <param name="files">The sources.</param>
    /// <param name="without">An assembly that is left out of the references because the sources are its own; null for none.</param>
    /// <param name="kind">Library or program.</param>
    /// <returns>The compilation.</returns>
    public static CSharpCompilation Compile(
        IEnumerable<SourceText> files, string? without = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var trees = files.Append(new SourceText("ImplicitUsings.g.cs", ImplicitUsings)).Select(Parse);
        var options = new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("checked", trees, References(without), options);
    }

    public static SyntaxTree Parse(SourceText file) => CSharpSyntaxTree.ParseText(file.Text, path: file.Path);

    private static IEnumerable<MetadataReference> References(string? without)
    {
        var platform = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty).Split(Path.PathSeparator);
        return platform.Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "HyperScaffold.*.dll"))
            .Where(p => p.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(p) != without)
            .DistinctBy(Path.GetFileName)
            .Select(p => MetadataReference.CreateFromFile(p));
    }
}
