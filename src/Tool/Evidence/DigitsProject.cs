using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;

namespace HyperScaffold.Tool.Evidence;

/// <summary>The project that experiments run on where there is none: handwritten digits, made from the template.</summary>
internal static class DigitsProject
{
    private const string Name = "Digits";

    /// <summary>Makes the project below a folder, or finds it there.</summary>
    /// <param name="environment">The environment, for the current folder.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The project.</returns>
    /// <exception cref="UsageException">The template is not installed.</exception>
    public static async Task<ProjectFolder> MakeAsync(ToolEnvironment environment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var parent = Path.Combine(environment.CurrentDirectory, ".hyper", "prove");
        var folder = Path.Combine(parent, Name);
        if (!File.Exists(Path.Combine(folder, ProjectFolder.PlanName)))
        {
            Directory.CreateDirectory(parent);
            var made = await ProcessRun.CaptureAsync("dotnet", ["new", "hypertune", "-n", Name, "-o", folder], parent, cancellation).ConfigureAwait(false);
            if (made.Code != 0)
            {
                throw new UsageException("An experiment runs on a project, and there is none here; the digits project could not be made either, since dotnet new hypertune failed. Go to a project's folder, name one by --project, or install the template: dotnet new install HyperScaffold.Templates");
            }
        }

        return ProjectFolder.Open(folder, environment);
    }
}
