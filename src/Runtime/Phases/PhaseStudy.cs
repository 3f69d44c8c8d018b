using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Names a phase's studies and reads them.</summary>
public static class PhaseStudy
{
    /// <summary>The study user attribute that holds the fingerprint of what the phase depends on (<see cref="PlanHash"/>), as JSON text.</summary>
    public const string PlanAttribute = "hyper:plan";

    /// <summary>The study user attribute that marks the code and the data by which its trials were trained, as JSON text.</summary>
    internal const string CodeAttribute = "hyper:code";

    /// <summary>The study's name of a phase that begins: <c>plan-phase</c>, and <c>plan-phase-2</c> on the second run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions, with the studies that were used.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="storage">Where studies lie; one that no decision names is used again only where the plan is the same.</param>
    /// <returns>A name that no decision has.</returns>
    public static string NewName(Plan plan, DecisionBook book, PlanPhase phase, IStorage? storage = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        var first = $"{plan.Name}-{phase.Name}";
        var hash = PlanHash.Of(plan, book, phase);
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first}-{i}");
            if (book.Decisions.All(d => d.Study != name) && (storage?.FindStudy(name) is not { } study || BelongsTo(study, hash)))
            {
                return name;
            }
        }
    }

    /// <summary>Reads all trials of a study.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="study">The study's name.</param>
    /// <returns>The trials by number; empty where there is no such study.</returns>
    public static IReadOnlyList<FrozenTrial> Read(IStorage storage, string study)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return storage.FindStudy(study) is { } record ? storage.Read(record.Id, StudyCursor.Start).Trials : [];
    }

    private static bool BelongsTo(StudyRecord study, string hash) =>
        TrialAttributes.ReadText(study.UserAttributes, PlanAttribute) == hash;
}
