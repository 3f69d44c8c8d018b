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
        return (folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs.ToString())))[..16]);
    }

    private static void Mirror(DirectoryInfo from, string to, StringBuilder inputs)
    {
        foreach (var link in new DirectoryInfo(to).EnumerateFiles().Where(f => f.LinkTarget is { } target && !File.Exists(target)).ToList())
        {
            link.Delete();
        }

        foreach (var file in from.EnumerateFiles().Where(IsInput).OrderBy(f => f.Name, StringComparer.Ordinal))
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

        foreach (var folder in from.EnumerateDirectories().Where(d => d.Name[0] != '.' && !Left.Contains(d.Name)).OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            var target = Path.Combine(to, folder.Name);
            Directory.CreateDirectory(target);
            inputs.Append(folder.Name).Append('/').Append('\n');
            Mirror(folder, target, inputs);
        }
    }

    private static bool IsInput(FileInfo file) =>
        file.Name is not (ProjectFolder.PlanName or ProjectFolder.DecisionsName or "model.json") && !Outputs.Contains(file.Extension);

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
