using Microsoft.CodeAnalysis;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed class PublicApiTests
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    [Theory]
    [InlineData("Runtime")]
    [InlineData("Torch")]
    public void The_public_surface_is_the_approved_one(string package)
    {
        var approvedFile = Path.Combine(Repository.Root, "src", package, "PublicApi.approved.txt");
        var surface = Surface(Repository.Read($"src/{package}/", ".cs"), $"HyperScaffold.{package}");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllLines(approvedFile, surface);
        }

        var approved = File.Exists(approvedFile) ? File.ReadAllLines(approvedFile) : [];
        var changes = surface.Except(approved).Select(l => "+ " + l).Concat(approved.Except(surface).Select(l => "- " + l)).ToList();
        Assert.True(changes.Count == 0, $"src/{package}/PublicApi.approved.txt differs; run with APPROVE=1 to approve:\n{string.Join('\n', changes)}");
    }

    [Fact]
    public void A_renamed_member_a_changed_default_and_a_new_type_show()
    {
        const string Before = "namespace X; public class A { public int Draw(int seed = 1) => seed; internal int Hidden; }";
        const string After = "namespace X; public class A { public int Draw(int seed = 2) => seed; } public record B(double Low);";
        Assert.Equal(["X.A", "    A.A()", "    int A.Draw(int seed = 1)"], Surface([new("a.cs", Before)], null));
        Assert.Equal(
            ["X.A", "    A.A()", "    int A.Draw(int seed = 2)", "X.B", "    B.B(double Low)", "    double B.Low { get; init; }"],
            Surface([new("a.cs", After)], null));
    }

    private static List<string> Surface(IReadOnlyList<SourceText> files, string? without)
    {
        var lines = new List<string>();
        foreach (var type in Types(InMemory.Compile(files, without).Assembly.GlobalNamespace).OrderBy(Full, StringComparer.Ordinal))
        {
            lines.Add(Full(type) + Bases(type));
            lines.AddRange(type.GetMembers().Where(IsShown).Select(m => "    " + m.ToDisplayString(Format)).Order(StringComparer.Ordinal));
        }

        return lines;
    }

    private static string Full(INamedTypeSymbol type) => type.ToDisplayString(FullName);

    private static string Bases(INamedTypeSymbol type)
    {
        var bases = new[] { type.BaseType }.OfType<INamedTypeSymbol>()
            .Where(b => b.SpecialType == SpecialType.None && b.Name is not "MulticastDelegate" && type.TypeKind != TypeKind.Enum)
            .Concat(type.Interfaces.Where(i => !i.IsImplicitlyDeclared && i.Name != "IEquatable"));
        var text = string.Join(", ", bases.Select(b => b.ToDisplayString(Format)));
        return text.Length == 0 ? text : " : " + text;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol holder) =>
        holder.GetMembers().SelectMany(m => m switch
        {
            INamespaceSymbol inner => Types(inner),
            INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => Types(type).Prepend(type),
            _ => [],
        });

    private static bool IsShown(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (!member.IsImplicitlyDeclared || member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.TypeKind: TypeKind.Class })
        && member is not INamedTypeSymbol and not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove };
}
