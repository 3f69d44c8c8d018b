using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Generation;

/// <summary>Writes a project's code from plan and decisions alone: the same two files give the same bytes.</summary>
internal static class Generator
{
    /// <summary>The folder of generated code, below the project.</summary>
    public const string Folder = "Generated";

    /// <summary>Generates the code of a project.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions.</param>
    /// <param name="rootNamespace">The project's root namespace.</param>
    /// <returns>The text by path relative to the project; empty for a command trainer, which needs no code.</returns>
    public static IReadOnlyDictionary<string, string> Generate(Plan plan, DecisionBook book, string rootNamespace)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!plan.TrainerCommand.IsEmpty)
        {
            return files.ToImmutable();
        }

        files[PathOf("HyperParameters")] = CodeTemplate.Load("HyperParameters").Render(HyperParametersModel.Of(plan, book, rootNamespace));
        var begun = plan.Phases.Where(p => book.Current(p.Name) is { State: not DecisionState.Skipped }).ToList();
        var template = new Lazy<CodeTemplate>(() => CodeTemplate.Load("Objective"));
        foreach (var phase in begun)
        {
            var model = ObjectiveModel.Of(plan, book, PhaseSpace.Of(plan, book, phase), rootNamespace);
            files[PathOf(NameRules.ToCSharp(phase.Name))] = template.Value.Render(model);
        }

        return files.ToImmutable();
    }

    private static string PathOf(string name) => $"{Folder}/{name}.g.cs";
}
