using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed class BudgetTests
{
    private const int FileLines = 400;
    private const int UsualFileLines = 200;
    private const int MethodLines = 60;
    private const int Parameters = 6;

    // optional parameters that are given by name, as in Optuna
    private static readonly HashSet<string> OptunaNames = ["Float", "Int", "SuggestFloat", "SuggestInt"];

    // TorchSharp's own signatures, so that code for one compiles on the other
    private static readonly HashSet<string> TorchNames =
    [
        "SGD", "Adam", "AdamW", "RMSProp", "NAdam", "OneCycleLR", "Conv1d", "Conv2d", "BatchNorm1d", "BatchNorm2d", "cross_entropy", "tensor", "zeros", "ones", "randn", "rand", "full",
        "DataLoader", "LSTM", "GRU", "MultiheadAttention", "CyclicLR",
    ];

    // state that belongs to a thread: libtorch's own dispose scopes and thread counts are kept so by TorchSharp too
    private static readonly HashSet<string> ThreadState = ["ThreadStatic", "ThreadStaticAttribute"];

    [Fact]
    public void Every_source_keeps_its_budgets() =>
        Findings.None(Code("src/").Concat(Code("tests/")).Concat(Code("bench/")).SelectMany(Check));

    [Fact]
    public void Nineteen_of_twenty_files_stay_under_200_lines()
    {
        var files = Code("src/").ToList();
        var longer = files.Where(f => f.Lines >= UsualFileLines).ToList();
        Assert.True(longer.Count * 20 <= files.Count, string.Join('\n', longer.Select(f => $"{f.Path}: {f.Lines} lines")));
    }

    [Fact]
    public void A_file_of_401_lines_is_found() =>
        Assert.Single(Check(new("src/Runtime/A.cs", "public class A;" + new string('\n', 401))), p => p.Contains("401 lines", StringComparison.Ordinal));

    [Fact]
    public void A_second_public_type_and_a_wrong_file_name_are_found()
    {
        Assert.Single(Check(new("src/Runtime/A.cs", "public class A; public class B;")), p => p.Contains("A, B", StringComparison.Ordinal));
        Assert.Single(Check(new("src/Runtime/C.cs", "public class A;")), p => p.Contains("named after", StringComparison.Ordinal));
        Assert.Empty(Check(new("src/Torch/torch.nn.cs", "public static partial class torch { public static class nn; }")));
    }

    [Fact]
    public void A_method_of_61_lines_is_found() =>
        Assert.Single(Check(new("src/Runtime/A.cs", $"class A {{ void M() {{{new string('\n', 60)}}} }}")), p => p.Contains("A.cs:1 M", StringComparison.Ordinal));

    [Fact]
    public void A_seventh_parameter_is_found_but_for_named_ones_and_records()
    {
        const string Seven = "(int a, int b, int c, int d, int e, int f, int g)";
        Assert.Single(Check(new("src/Runtime/A.cs", $"class A {{ void M{Seven} {{ }} }}")));
        Assert.Single(Check(new("src/Runtime/A.cs", $"class A{Seven};")));
        Assert.Single(Check(new("src/Torch/A.cs", $"class A {{ static void Other{Seven} {{ }} }}")));
        Assert.Empty(Check(new("src/Torch/A.cs", $"class A {{ static void SGD{Seven} {{ }} }}")));
        Assert.Empty(Check(new("src/Runtime/A.cs", $"record A{Seven};")));
    }

    [Theory]
    [InlineData("static int _count;", 1)]
    [InlineData("public static int Count { get; set; }", 1)]
    [InlineData("static readonly int _count = 1;", 0)]
    [InlineData("const int Count = 1;", 0)]
    [InlineData("public static int Count { get; } = 1;", 0)]
    [InlineData("public static int Count { get => 1; set { } }", 0)]
    public void Mutable_static_state_is_found(string member, int expected) =>
        Assert.Equal(expected, Check(new("src/Runtime/A.cs", $"class A {{ {member} }}")).Count());

    [Fact]
    public void A_pragma_without_a_reason_on_its_line_is_found()
    {
        Assert.Single(Check(new("src/Runtime/A.cs", "#pragma warning disable CA1000\nclass A;")));
        Assert.Empty(Check(new("src/Runtime/A.cs", "#pragma warning disable CA1000 // because the name is Optuna's\nclass A;")));
    }

    private static IEnumerable<SourceText> Code(string folder) => Repository.Read(folder, ".cs").Where(f => !f.IsGenerated);

    private static IEnumerable<string> Check(SourceText file)
    {
        var root = InMemory.Parse(file).GetCompilationUnitRoot();
        var inSource = file.Path.StartsWith("src/", StringComparison.Ordinal) && !file.Path.Contains("/content/", StringComparison.Ordinal);
        return CheckFile(file).Concat(CheckPragmas(file, root)).Concat(root.DescendantNodes().SelectMany(n => CheckMember(file, n)))
            .Concat(inSource ? CheckTypes(file, root).Concat(root.DescendantNodes().SelectMany(n => CheckStatic(file, n))) : []);
    }

    private static IEnumerable<string> CheckFile(SourceText file) =>
        file.Lines > FileLines ? [$"{file.Path} has {file.Lines} lines; at most {FileLines}"] : [];

    private static IEnumerable<string> CheckPragmas(SourceText file, CompilationUnitSyntax root) =>
        root.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            .Where(t => t.ToString().Contains("disable", StringComparison.Ordinal) && !t.ToString().Contains("//", StringComparison.Ordinal))
            .Select(t => $"{Place(file, t.GetLocation())} switches a warning off without a reason on the same line");

    private static IEnumerable<string> CheckTypes(SourceText file, CompilationUnitSyntax root)
    {
        var types = root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            .Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && m.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(m => m is BaseTypeDeclarationSyntax t ? t.Identifier.Text : ((DelegateDeclarationSyntax)m).Identifier.Text)
            .Distinct().ToList();
        if (types.Count > 1)
        {
            yield return $"{file.Path} holds the public types {string.Join(", ", types)}; one a file";
        }
        else if (types.Count == 1 && file.Name.Split('.')[0] != types[0])
        {
            yield return $"{file.Path} is not named after {types[0]}";
        }
    }

    private static IEnumerable<string> CheckMember(SourceText file, SyntaxNode node)
    {
        var (name, parameters) = node switch
        {
            MethodDeclarationSyntax m => (m.Identifier.Text, m.ParameterList),
            LocalFunctionStatementSyntax f => (f.Identifier.Text, f.ParameterList),
            ConstructorDeclarationSyntax c => (c.Identifier.Text, c.ParameterList),
            ClassDeclarationSyntax { ParameterList: { } list } c => (c.Identifier.Text, list),
            _ => (string.Empty, null),
        };
        if (parameters is null)
        {
            yield break;
        }

        var span = node.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        if (node is not ClassDeclarationSyntax && lines > MethodLines)
        {
            yield return $"{Place(file, node.GetLocation())} {name} has {lines} lines; at most {MethodLines}";
        }

        var allowed = file.Path.StartsWith("src/Torch/", StringComparison.Ordinal) ? TorchNames.Contains(name) : OptunaNames.Contains(name);
        if (parameters.Parameters.Count > Parameters && !allowed)
        {
            yield return $"{Place(file, node.GetLocation())} {name} has {parameters.Parameters.Count} parameters; at most {Parameters}";
        }
    }

    private static IEnumerable<string> CheckStatic(SourceText file, SyntaxNode node)
    {
        var isMutable = node switch
        {
            FieldDeclarationSyntax f => f.Modifiers.Any(SyntaxKind.StaticKeyword) && !f.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
                && !f.AttributeLists.SelectMany(l => l.Attributes).Any(a => ThreadState.Contains(a.Name.ToString())),
            PropertyDeclarationSyntax p => p.Modifiers.Any(SyntaxKind.StaticKeyword)
                && p.AccessorList?.Accessors.Any(a => a.IsKind(SyntaxKind.SetAccessorDeclaration) && a.Body is null && a.ExpressionBody is null) == true,
            _ => false,
        };
        return isMutable ? [$"{Place(file, node.GetLocation())} is static and mutable: {node.ToString().Split('\n')[0]}"] : [];
    }

    private static string Place(SourceText file, Location location) => $"{file.Path}:{location.GetLineSpan().StartLinePosition.Line + 1}";
}
