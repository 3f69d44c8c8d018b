using System.Text;
using System.Xml;
using System.Xml.Linq;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Generation;

/// <summary>Finds a project's root namespace without building it.</summary>
internal static class ProjectNames
{
    /// <summary>Finds the root namespace: what the project file says, else its name made an identifier.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The namespace.</returns>
    /// <exception cref="UsageException">There is no project file, or it is no XML.</exception>
    public static string RootNamespace(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var file = project.ProjectFile ?? throw new UsageException(
            $"A project that trains in C# has a .csproj, but there is none in {project.Root}. Make one with dotnet new hypertune, or name a command in {ProjectFolder.PlanName}: trainer: {{ command: [\"python3\", \"train.py\"] }}");
        return Declared(file) is { Length: > 0 } declared ? declared : SafeName(Path.GetFileNameWithoutExtension(file));
    }

    /// <summary>Makes a namespace of a file name, as the SDK and <c>dotnet new</c> do.</summary>
    /// <param name="name">The file name without its end.</param>
    /// <returns>The namespace.</returns>
    public static string SafeName(string name)
    {
        var parts = (name ?? string.Empty).Split('.', StringSplitOptions.RemoveEmptyEntries).Select(SafePart).ToList();
        return parts.Count == 0 ? "_" : string.Join('.', parts);
    }

    private static string SafePart(string part)
    {
        var text = new StringBuilder(part.Length + 1);
        foreach (var c in part)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return char.IsAsciiDigit(text[0]) ? text.Insert(0, '_').ToString() : text.ToString();
    }

    // an expression such as $(MSBuildProjectName) would need MSBuild, which a static command does not run
    private static string? Declared(string file)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(file, settings);
            var text = XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName == "RootNamespace")?.Value.Trim();
            return text?.Contains('$', StringComparison.Ordinal) == true ? null : text;
        }
        catch (XmlException e)
        {
            throw new UsageException($"The project file must be XML, but {Path.GetFileName(file)}:{e.LineNumber}:{e.LinePosition} is not: {e.Message}", e);
        }
    }
}
