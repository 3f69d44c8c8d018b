using System.Xml.Linq;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed class ProjectPolicyTests
{
    private static readonly string[] OnlyInProps = ["Nullable", "TargetFramework", "TreatWarningsAsErrors", "LangVersion", "AnalysisLevel", "EnforceCodeStyleInBuild"];

    [Fact]
    public void Every_project_follows_the_policy() =>
        Findings.None(Projects().SelectMany(p => Check(p, Repository.Paths)));

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        var solution = Repository.Read("HyperScaffold.sln").Single().Text.Replace('\\', '/');
        Findings.None(Projects().Where(p => !solution.Contains(p.Path, StringComparison.Ordinal)).Select(p => p.Path));
    }

    [Fact]
    public void The_strict_switches_stand_in_the_common_properties()
    {
        var properties = XDocument.Parse(Repository.Read("Directory.Build.props").Single().Text).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);
        Assert.Equal("enable", Assert.Single(properties["Nullable"]));
        Assert.All(
            ["TreatWarningsAsErrors", "EnforceCodeStyleInBuild", "GenerateDocumentationFile", "RestorePackagesWithLockFile", "Deterministic", "CheckForOverflowUnderflow"],
            name => Assert.Equal("true", Assert.Single(properties[name])));
    }

    [Theory]
    [InlineData("<PropertyGroup><Nullable>disable</Nullable></PropertyGroup>", "sets Nullable")]
    [InlineData("<ItemGroup><PackageReference Include=\"A\" Version=\"1.0.0\" /></ItemGroup>", "version of A")]
    [InlineData("<PropertyGroup><NoWarn>$(NoWarn);CS1591</NoWarn></PropertyGroup>", "without a reason")]
    [InlineData("<ItemGroup />", "packages.lock.json")]
    public void A_planted_fault_is_found(string content, string expected)
    {
        var paths = expected == "packages.lock.json" ? Array.Empty<string>() : ["src/X/packages.lock.json"];
        Assert.Contains(expected, Assert.Single(Check(new("src/X/X.csproj", $"<Project>{content}</Project>"), paths)), StringComparison.Ordinal);
    }

    private static IEnumerable<SourceText> Projects() =>
        Repository.Read(string.Empty, ".csproj").Where(p => !p.Path.Contains("/content/", StringComparison.Ordinal));

    private static IEnumerable<string> Check(SourceText project, IReadOnlyList<string> paths)
    {
        var folder = project.Path[..project.Path.LastIndexOf('/')];
        if (!paths.Contains(folder + "/packages.lock.json"))
        {
            yield return $"{folder} has no packages.lock.json; commit it";
        }

        foreach (var element in XDocument.Parse(project.Text).Descendants())
        {
            if (OnlyInProps.Contains(element.Name.LocalName))
            {
                yield return $"{project.Path} sets {element.Name.LocalName}, which belongs in Directory.Build.props";
            }

            if (element.Name.LocalName == "PackageReference" && element.Attribute("Version") is not null)
            {
                yield return $"{project.Path} names the version of {element.Attribute("Include")?.Value}, which belongs in Directory.Packages.props";
            }
        }

        foreach (var line in project.Text.Split('\n').Where(l => l.Contains("<NoWarn>", StringComparison.Ordinal) && !l.Contains("<!--", StringComparison.Ordinal)))
        {
            yield return $"{project.Path} switches a warning off without a reason on the same line: {line.Trim()}";
        }
    }
}
