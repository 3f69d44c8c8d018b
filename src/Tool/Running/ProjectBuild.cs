using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Running;

/// <summary>
/// Builds a project into a folder below <c>.hyper</c>, apart from the user's own build; a build whose inputs did not
/// change is skipped. One process at a time builds.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="environment">The environment, for the dotnet that runs.</param>
/// <param name="folder">The folder's name.</param>
internal sealed class ProjectBuild(ProjectFolder project, ToolEnvironment environment, string folder = "bin")
{
    private static readonly string[] Sources = [".cs", ".csproj", ".props", ".targets", ".json", ".resx"];
    private static readonly string[] Outside = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>Gets the dotnet program.</summary>
    public string Dotnet => environment.Variable("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path) ? path : "dotnet";

    private string OutputPath => Path.Combine(project.StatePath, folder);

    private string StampPath => Path.Combine(OutputPath, ".inputs");

    /// <summary>Builds where something changed.</summary>
    /// <param name="plan">The plan, to explain an unknown metric.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <returns>The program's path.</returns>
    /// <exception cref="HyperException">The project does not build; the message is the compiler's.</exception>
    public async Task<string> RunAsync(Plan plan, CancellationToken cancellation)
    {
        var file = project.ProjectFile ?? throw new UsageException($"A project that trains in C# has a .csproj, but there is none in {project.Root}. Make one with dotnet new hypertune, or name a command in {ProjectFolder.PlanName}: trainer: {{ command: [\"python3\", \"train.py\"] }}");
        using var alone = await FileTurn.TakeAsync(Path.Combine(project.StatePath, "build.lock"), cancellation).ConfigureAwait(false);
        var inputs = Inputs();
        if (File.Exists(StampPath) && await File.ReadAllTextAsync(StampPath, cancellation).ConfigureAwait(false) == inputs && FindProgram() is { } known)
        {
            return known;
        }

        Directory.CreateDirectory(OutputPath);
        File.Delete(StampPath);
        string[] arguments = ["build", file, "-c", "Release", "-o", OutputPath, "-v", "quiet", "-nologo", "-clp:NoSummary", "--tl:off"];
        var run = await StartAsync(arguments, cancellation).ConfigureAwait(false);
        if (run.Code != 0)
        {
            throw new BuildException(BuildErrors.Explain(run.Output + run.Error, plan, project));
        }

        var program = FindProgram() ?? throw new HyperException($"The build of {Path.GetFileName(file)} must give a program, but {OutputPath} has none. Set <OutputType>Exe</OutputType> in the project file.");
        AtomicFile.Write(StampPath, inputs);
        return program;
    }

    private async Task<ProcessRun> StartAsync(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            return await ProcessRun.CaptureAsync(Dotnet, arguments, project.Root, cancellation).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new HyperException($"The .NET SDK must be on PATH to build the project, but {Dotnet} could not be started: {e.Message} Install it, or set DOTNET_HOST_PATH.", e);
        }
    }

    private string? FindProgram() => Directory.Exists(OutputPath)
        ? Directory.EnumerateFiles(OutputPath, "*.runtimeconfig.json")
            .Select(f => f.Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal))
            .Where(File.Exists)
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault()
        : null;

    // sources by content, everything else by size and time: data may be large
    private string Inputs()
    {
        var root = new DirectoryInfo(project.Root);
        var text = new StringBuilder();
        foreach (var file in Files(root).Concat(Above(root)).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            var mark = Sources.Contains(file.Extension)
                ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)))
                : string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");
            text.Append(Path.GetRelativePath(project.Root, file.FullName)).Append(' ').Append(mark).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(IsInput)
            .Concat(folder.EnumerateDirectories().Where(d => d.Name[0] != '.' && !Outside.Contains(d.Name) && d.LinkTarget is null).SelectMany(Files));

    // what the program itself writes is no input of its build
    private static bool IsInput(FileInfo file) =>
        file.Name is not (ProjectFolder.PlanName or ProjectFolder.DecisionsName) && file.Extension is not (".safetensors" or ".md" or ".tmp" or ".db") && file.Name != "model.json";

    private static IEnumerable<FileInfo> Above(DirectoryInfo root)
    {
        for (var at = root.Parent; at is not null; at = at.Parent)
        {
            foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config" })
            {
                var file = new FileInfo(Path.Combine(at.FullName, name));
                if (file.Exists)
                {
                    yield return file;
                }
            }
        }
    }
}
