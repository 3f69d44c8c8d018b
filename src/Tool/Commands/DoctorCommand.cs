using System.Text.Json;
using HyperScaffold.Tool.Doctor;
using HyperScaffold.Tool.Hosting;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Says whether this machine and project are ready, and what to do where they are not.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("doctor", Description = "Check the machine and the project, and say how to mend what is missing")]
[Example("doctor", "one line a check: ok, warn or fail, with the cure")]
[Example("doctor --json", "the same as JSON")]
[ExitCodes("nothing fails", "at least one check fails")]
internal sealed class DoctorCommand(ToolEnvironment environment, Terminal terminal)
{
    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the checks as JSON")]
    public bool Json { get; }

    /// <summary>Runs the checks.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        var checks = Checks().ToList();
        if (Json)
        {
            terminal.Out.WriteLine(ToJson(checks));
        }
        else
        {
            checks.ForEach(Print);
        }

        return checks.Any(c => c.Level == CheckLevel.Fail) ? ExitCode.Failed : ExitCode.Done;
    }

    private IEnumerable<Check> Checks()
    {
        var machine = new Machine(environment);
        var project = new ProjectChecks(OpenProject());
        var ofProject = project.Run().ToList();
        var libtorch = project.HasCommandTrainer ? [] : new LibtorchChecks(machine).Run();
        return [.. new MachineChecks(machine).Run(), .. libtorch, .. ofProject];
    }

    private ProjectFolder? OpenProject()
    {
        try
        {
            return ProjectFolder.Open(ProjectDirectory, environment);
        }
        catch (UsageException) when (ProjectDirectory is null)
        {
            return null;
        }
    }

    private void Print(Check check)
    {
        terminal.Write($"{check.Level.ToString().ToLowerInvariant(),-4}  {check.Name,-14}  {check.Text}");
        if (check.Cure is { } cure)
        {
            terminal.Write($"{string.Empty,22}cure: {cure}");
        }
    }

    private static string ToJson(List<Check> checks) => JsonSerializer.Serialize(
        new { checks = checks.Select(c => new { name = c.Name, level = c.Level.ToString().ToLowerInvariant(), text = c.Text, cure = c.Cure }) },
        JsonText.Pretty);
}
