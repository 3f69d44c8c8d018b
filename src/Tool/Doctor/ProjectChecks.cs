using HyperScaffold.Phases;
using HyperScaffold.Tool.Generation;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Tool.Doctor;

/// <summary>Looks at a project: its plan, its generated code and its storage.</summary>
/// <param name="project">The project; null where there is none.</param>
internal sealed class ProjectChecks(ProjectFolder? project)
{
    /// <summary>Gets a value indicating whether the project trains by a command and needs no libtorch.</summary>
    public bool HasCommandTrainer { get; private set; }

    /// <summary>Runs the checks.</summary>
    /// <returns>What was found.</returns>
    public IEnumerable<Check> Run()
    {
        if (project is null)
        {
            yield return new Check("project", CheckLevel.Warn, $"no {ProjectFolder.PlanName} here", "go to a project's folder, give it by --project, or make one: dotnet new hypertune -n Digits");
            yield break;
        }

        var (plan, check) = Plan(project);
        yield return check;
        HasCommandTrainer = plan?.TrainerCommand.IsEmpty == false;
        if (plan is not null)
        {
            yield return HasCommandTrainer ? Command(project, plan) : Code(project, plan);
        }

        yield return Storage(project);
    }

    private static (Plan? Plan, Check Check) Plan(ProjectFolder project)
    {
        try
        {
            var plan = project.LoadPlan();
            return (plan, new Check("plan", CheckLevel.Ok, $"{plan.Name}: {CostText.Count(plan.Parameters.Length, "parameter")}, {CostText.Count(plan.Phases.Length, "phase")}"));
        }
        catch (PlanException e)
        {
            return (null, new Check("plan", CheckLevel.Fail, $"{CostText.Count(e.Lines.Length, "mistake")}, the first: {e.Lines[0]}", "dotnet hyper lint shows them all"));
        }
    }

    private static Check Command(ProjectFolder project, Plan plan)
    {
        var shown = string.Join(' ', plan.TrainerCommand);
        try
        {
            CommandTrainer.Check(CommandProject.Trainer(plan, project, plan.Name, ("cpu", 1)));
            return new Check("trainer", CheckLevel.Ok, shown);
        }
        catch (HyperException e)
        {
            return new Check("trainer", CheckLevel.Fail, shown, e.Message);
        }
    }

    private static Check Code(ProjectFolder project, Plan plan)
    {
        try
        {
            var stale = GeneratedFiles.Stale(project, Generator.Generate(plan, project.LoadDecisions(), ProjectNames.RootNamespace(project)));
            return stale.Count == 0
                ? new Check("generated code", CheckLevel.Ok, "up to date")
                : new Check("generated code", CheckLevel.Warn, $"stale: {string.Join(", ", stale)}", "dotnet hyper generate");
        }
        catch (UsageException e)
        {
            return new Check("generated code", CheckLevel.Fail, e.Message, "mend the file that the message names");
        }
    }

    private static Check Storage(ProjectFolder project)
    {
        var folder = Directory.Exists(project.StatePath) ? project.StatePath : project.Root;
        var probe = Path.Combine(folder, $".doctor.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            return new Check("storage", CheckLevel.Ok, $"{folder} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check("storage", CheckLevel.Fail, $"{folder} cannot be written: {e.Message}", "free space on the disk, or mend the folder's rights");
        }
    }
}
