using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// A second view of a project, in its <c>.hyper/lab</c>: the same files by links, with a plan of its own. What is trained there
/// leaves the project's plan, code, decisions and studies as they are.
/// </summary>
internal static partial class LabFolder
{
    private const string Name = "lab";
    private const int MostHashedBytes = 1 << 20;
    private static readonly string[] Left = ["bin", "obj", "artifacts", "Generated", "node_modules", "__pycache__"];
    private static readonly string[] Aside = [".csproj", ".sln", ".json"];
    private static readonly string[] Outputs = [".safetensors", ".db", ".md", ".tmp", ".log"];

    /// <summary>Makes or renews the folder.</summary>
    /// <param name="project">The project.</param>
    /// <param name="plan">The text of the lab's plan.</param>
    /// <returns>The folder, and a fingerprint of the plan and of every file that a training may depend on.</returns>
    public static (string Folder, string Fingerprint) Make(ProjectFolder project, string plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        var folder = Path.Combine(project.StatePath, Name);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, ProjectFolder.PlanName), plan);
        var inputs = new StringBuilder(plan);
        Mirror(new DirectoryInfo(project.Root), folder, inputs);
        return (folder, Mark(inputs.ToString()));
    }

    /// <summary>Marks the plan, the code and the data of a project, so that a result can tell whether it is of these.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The mark; another version of the packages, or a file that no training reads, leaves it as it is.</returns>
    public static string Mark(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var inputs = new StringBuilder(File.ReadAllText(project.PlanPath));
        Add(new DirectoryInfo(project.Root), inputs, OwnOutput.Files());
        return Mark(inputs.ToString());
    }

    /// <summary>Marks a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Marks what <see cref="Mark(ProjectFolder)"/> does and the versions of the packages: the same values and seed then give the same training.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The mark.</returns>
    public static string CodeMark(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var files = new DirectoryInfo(project.Root).EnumerateFiles("*.csproj").OrderBy(f => f.Name, StringComparer.Ordinal);
        return string.Join('-', files.Select(f => Mark(f)[..16]).Prepend(Mark(project)));
    }

    private static void Add(DirectoryInfo folder, StringBuilder inputs, IReadOnlySet<string> own)
    {
        foreach (var file in Files(folder).Where(f => f.Name[0] != '.' && !Aside.Contains(f.Extension) && !own.Contains(f.FullName)))
        {
            inputs.Append(file.Name).Append(' ').Append(file.Length <= MostHashedBytes ? Mark(file) : file.Length.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        foreach (var below in Folders(folder))
        {
            Named(below, inputs, () => Add(below, inputs, own));
        }
    }

    // a folder without anything that counts does not count either: kept results may come to lie in one
    private static void Named(DirectoryInfo folder, StringBuilder inputs, Action add)
    {
        var before = inputs.Length;
        var start = inputs.Append(folder.Name).Append("/\n").Length;
        add();
        inputs.Length = inputs.Length == start ? before : inputs.Length;
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Where(IsInput).OrderBy(f => f.Name, StringComparer.Ordinal);

    private static IEnumerable<DirectoryInfo> Folders(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(d => d.Name[0] != '.' && !Left.Contains(d.Name)).OrderBy(d => d.Name, StringComparer.Ordinal);

    private static void Mirror(DirectoryInfo from, string to, StringBuilder inputs)
    {
        foreach (var link in new DirectoryInfo(to).EnumerateFiles().Where(f => f.LinkTarget is { } target && !File.Exists(target)).ToList())
        {
            link.Delete();
        }

        foreach (var file in Files(from))
        {
            var target = Path.Combine(to, file.Name);
            inputs.Append(file.Name).Append(' ').Append(Mark(file)).Append('\n');
            if (file.Extension == ".csproj")
            {
                AtomicFile.Write(target, Absolute(File.ReadAllText(file.FullName), from.FullName));
            }
            else
            {
                Link(file, target);
            }
        }

        foreach (var folder in Folders(from))
        {
            var target = Path.Combine(to, folder.Name);
            Directory.CreateDirectory(target);
            Named(folder, inputs, () => Mirror(folder, target, inputs));
        }
    }

    private static bool IsInput(FileInfo file) =>
        file.Name is not (ProjectFolder.PlanName or ProjectFolder.DecisionsName or "model.json") && !Outputs.Contains(file.Extension)
        && !file.Name.EndsWith(KeptProofs.Ending, StringComparison.Ordinal);

    private static string Mark(FileInfo file) => file.Length <= MostHashedBytes
        ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)))
        : string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");

    // a link costs nothing for large data; where the system grants none, a copy does the same
    private static void Link(FileInfo file, string target)
    {
        var there = new FileInfo(target);
        if (there.LinkTarget == file.FullName)
        {
            return;
        }

        File.Delete(target);
        try
        {
            File.CreateSymbolicLink(target, file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.CopyTo(target);
        }
    }

    // a reference to a neighbour of the project must still find it from two folders below
    private static string Absolute(string projectFile, string root) =>
        Upwards().Replace(projectFile, m => $"{m.Groups[1].Value}\"{root}{Path.DirectorySeparatorChar}{m.Groups[2].Value}");

    [GeneratedRegex("""((?:Include|Project|Update)=)"(\.\.[/\\])""")]
    private static partial Regex Upwards();
}
