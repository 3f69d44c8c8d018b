using Xunit;

[assembly: AssemblyFixture(typeof(HyperScaffold.Packages.Tests.PackedProducts))]

namespace HyperScaffold.Packages.Tests;

/// <summary>The packages of these sources, packed and installed once, and a folder for the projects that tests make of them.</summary>
public sealed class PackedProducts
{
    private readonly Lazy<string> _built;
    private int _projects;

    public PackedProducts()
    {
        Shell.Run(Shell.Root, Path.Combine(Shell.Root, "eng", "pack.sh")).Expect(0);
        Workspace = Path.Combine(Shell.Root, "artifacts", "packages-tests");
        if (Directory.Exists(Workspace))
        {
            Directory.Delete(Workspace, recursive: true);
        }

        Shell.Run(Shell.Root, "bash", "-c", "source eng/common.sh; make_workspace \"$1\"", "bash", Workspace).Expect(0);
        _built = new Lazy<string>(MakeBuilt);
    }

    /// <summary>Gets the folder that stops what the repository would hand down, and names the local feed.</summary>
    public string Workspace { get; }

    /// <summary>Gets the version of the packages.</summary>
    public string Version { get; } = Shell.Run(Shell.Root, "bash", "-c", "source eng/common.sh; source_version").Output;

    private static string Tool => Path.Combine(Shell.Root, "artifacts", "tool", "dotnet-hyper");

    private static string Hive => Path.Combine(Shell.Root, "artifacts", "hive");

    /// <summary>Makes a project with <c>dotnet new hypertune</c> in a folder of its own.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="options">Further options.</param>
    /// <returns>The project's folder.</returns>
    public Project New(string name, params string[] options)
    {
        var folder = MakeFolder();
        Shell.Run(folder, "dotnet", ["new", "hypertune", "-n", name, "--debug:custom-hive", Hive, .. options]).Expect(0);
        return new Project(Path.Combine(folder, name), Tool);
    }

    /// <summary>Copies a project named Digits that was built once.</summary>
    /// <returns>The copy.</returns>
    public Project Copy()
    {
        var copy = Path.Combine(MakeFolder(), "Digits");
        CopyFolder(_built.Value, copy);
        return new Project(copy, Tool);
    }

    /// <summary>Clones what a project has committed.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The clone.</returns>
    public Project Clone(Project project)
    {
        var clone = Path.Combine(MakeFolder(), "Digits");
        project.Git("clone", "-q", project.Folder, clone);
        return project.At(clone);
    }

    /// <summary>Makes an empty folder.</summary>
    /// <returns>Its path.</returns>
    public string MakeFolder()
    {
        var folder = Path.Combine(Workspace, Interlocked.Increment(ref _projects).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    internal static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private string MakeBuilt()
    {
        var project = New("Digits");
        project.Build().Expect(0);
        return project.Folder;
    }
}
