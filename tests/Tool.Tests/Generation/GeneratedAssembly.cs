using System.Reflection;
using System.Runtime.Loader;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace HyperScaffold.Tool.Tests.Generation;

/// <summary>Compiles generated code with a small Training.cs against the runtime, and reads it back.</summary>
internal static class GeneratedAssembly
{
    private const string Training = """
        using System.Collections.Generic;
        using HyperScaffold.Studies;

        namespace Digits;

        public sealed record Epoch(int Number, double ValidationAccuracy);

        public static class Training
        {
            public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
            {
                yield return new Epoch(1, 0.5);
                yield return new Epoch(2, 0.9);
                yield return new Epoch(3, 0.7);
            }
        }
        """;

    /// <summary>Compiles the files; a warning fails too.</summary>
    /// <param name="files">The generated text by path.</param>
    /// <returns>The loaded assembly.</returns>
    public static Assembly Compile(IReadOnlyDictionary<string, string> files)
    {
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(f.Value, path: f.Key)).Append(CSharpSyntaxTree.ParseText(Training, path: "Training.cs"));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = platform.Append(typeof(Trial).Assembly.Location).Distinct().Select(p => MetadataReference.CreateFromFile(p));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Generated", trees, references, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var problems = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        stream.Position = 0;
        return new AssemblyLoadContext("generated").LoadFromStream(stream);
    }

    /// <summary>Reads the space of an objective.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The space.</returns>
    public static SearchSpace SpaceOf(Assembly assembly, string phase)
    {
        var type = assembly.GetTypes().Single(t => t.GetCustomAttribute<ObjectiveAttribute>()?.Phase == phase);
        return (SearchSpace)type.GetProperty("Space")!.GetValue(null)!;
    }

    /// <summary>Reads a property of <c>HyperParameters.Tuned</c>.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="property">Its name.</param>
    /// <returns>The value.</returns>
    public static object? Tuned(Assembly assembly, string property)
    {
        var type = assembly.GetType("Digits.HyperParameters")!;
        return type.GetProperty(property)!.GetValue(type.GetProperty("Tuned")!.GetValue(null));
    }
}
