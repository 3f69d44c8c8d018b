using System.Xml.Linq;

namespace HyperScaffold.Packages.Tests;

/// <summary>TorchSharp's signatures, which emitted projects are compiled against where the package itself cannot be had.</summary>
internal static class TorchSharpSurface
{
    private static readonly string[] Implicit = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    /// <summary>Brings the sources of projects together: one compilation for all of them.</summary>
    /// <param name="folder">An empty folder for the sources.</param>
    /// <param name="projects">The projects as they were made; the first one's program is the one that is compiled.</param>
    internal static void Gather(string folder, IReadOnlyList<Project> projects)
    {
        foreach (var (project, number) in projects.Select((p, i) => (p, i)))
        {
            var files = Directory.EnumerateFiles(project.Folder, "*.cs").Concat(Directory.EnumerateFiles(project.PathOf("Generated"), "*.cs"));
            foreach (var file in files.Where(f => number == 0 || Path.GetFileName(f) != "Program.cs"))
            {
                var lines = File.ReadAllLines(file).Where(l => number == 0 || !l.StartsWith("[assembly:", StringComparison.Ordinal));
                File.WriteAllLines(Path.Combine(folder, $"{number}-{Path.GetFileName(file)}"), lines);
            }
        }

        var uses = XDocument.Load(Directory.EnumerateFiles(projects[0].Folder, "*.csproj").Single()).Descendants("Using");
        File.WriteAllLines(Path.Combine(folder, "usings.cs"), [
            .. Implicit.Select(name => $"global using {name};"),
            .. uses.Select(use => $"global using {(use.Attribute("Static") is null ? string.Empty : "static ")}{use.Attribute("Include")!.Value};"),
        ]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "torchsharp-signatures.txt"), Path.Combine(folder, "torchsharp.cs"));
    }

    /// <summary>Compiles what was gathered.</summary>
    /// <param name="folder">The folder with the sources.</param>
    /// <param name="runtime">The library that the projects need beside TorchSharp.</param>
    /// <param name="symbols">OLD for the oldest TorchSharp, anything else for the newest.</param>
    /// <returns>How the compiler ended.</returns>
    internal static Outcome Compile(string folder, string runtime, string symbols)
    {
        var sdk = Shell.Run(folder, "dotnet", "--list-sdks").Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(" [");
        var compiler = Path.Combine(sdk[1].TrimEnd(']'), sdk[0], "Roslyn", "bincore", "csc.dll");
        var platform = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll");
        File.WriteAllLines(Path.Combine(folder, symbols + ".rsp"), [
            "-nologo", "-target:exe", "-nullable:enable", "-nowarn:CS0649,CS8618", $"-define:{symbols}", $"-out:\"{Path.Combine(folder, symbols + ".dll")}\"",
            .. platform.Append(runtime).Select(file => $"-r:\"{file}\""),
            .. Directory.EnumerateFiles(folder, "*.cs").Select(file => $"\"{file}\""),
        ]);
        return Shell.Run(folder, "dotnet", "exec", compiler, "-noconfig", "@" + Path.Combine(folder, symbols + ".rsp"));
    }
}
