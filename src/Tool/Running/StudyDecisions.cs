using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>
/// The decisions that a study runs by, kept with the study: a worker on another machine goes by them where its own file
/// is from before the phase began, or before a range was widened.
/// </summary>
internal static class StudyDecisions
{
    /// <summary>The study user attribute that holds the text of the decisions.</summary>
    public const string AttributeKey = "hyper:decisions";

    /// <summary>Keeps decisions with a study.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="book">The decisions as they are now.</param>
    public static void Keep(IStorage storage, StudyRecord study, DecisionBook book)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        storage.SetStudyAttribute(study.Id, AttributeKey, PythonJson.Write(DecisionWriter.Write(book)));
    }

    /// <summary>Chooses the decisions for a worker: the project's own where the study runs by them, otherwise those kept with the study.</summary>
    /// <param name="plan">The project's plan.</param>
    /// <param name="own">The project's decisions.</param>
    /// <param name="study">The study.</param>
    /// <returns>The decisions; <paramref name="own"/> where nothing better is kept.</returns>
    /// <exception cref="HyperException">The plan here is not the one that the study runs by.</exception>
    public static DecisionBook Choose(Plan plan, DecisionBook own, StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(study);
        if (IsThatOf(plan, own, study))
        {
            return own;
        }

        var book = TrialAttributes.ReadText(study.UserAttributes, AttributeKey) is { } text ? DecisionFile.Parse(text, $"the decisions of the study '{study.Name}'") : own;
        return Differences(plan, book, study) is { Length: > 0 } parts
            ? throw new HyperException($"A worker trains by the plan of its study, but {ProjectFolder.PlanName} here is not the one that '{study.Name}' runs by: it differs in {parts}. Fetch the newest {ProjectFolder.PlanName} and {ProjectFolder.DecisionsName}.")
            : book;
    }

    /// <summary>Gives a phase that begins in a study with trials the ranges that the study was widened to: the project's own file may have been taken back.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="opened">The decision that the phase begins with.</param>
    /// <returns>The decision, with the ranges of the one that is kept with the study where both are of the same plan.</returns>
    public static Decision Resume(IStorage storage, Decision opened)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(opened);
        var study = opened.State == DecisionState.Open ? storage.FindStudy(opened.Study) : null;
        return study is not null
            && TrialAttributes.ReadText(study.UserAttributes, AttributeKey) is { } text
            && DecisionFile.Parse(text, $"the decisions of the study '{study.Name}'").Current(opened.Phase) is { } kept
            && kept.Study == opened.Study && kept.PlanHash == opened.PlanHash
            ? opened with { Widened = kept.Widened }
            : opened;
    }

    private static bool IsThatOf(Plan plan, DecisionBook book, StudyRecord study) =>
        PhaseOf(plan, book, study) is { } phase
        && Differences(plan, book, study).Length == 0
        && (!study.UserAttributes.TryGetValue(SpaceJson.AttributeKey, out var space) || space == SpaceJson.Write(PhaseSpace.Of(plan, book, phase).ToSearchSpace()));

    private static PlanPhase? PhaseOf(Plan plan, DecisionBook book, StudyRecord study) =>
        book.Decisions.LastOrDefault(d => d.Study == study.Name && !d.Superseded)?.Phase is { } name ? plan.FindPhase(name) : null;

    private static string Differences(Plan plan, DecisionBook book, StudyRecord study) => PhaseOf(plan, book, study) is { } phase
        ? string.Join(", ", PlanHash.Changes(TrialAttributes.ReadText(study.UserAttributes, PhaseStudy.PlanAttribute) ?? string.Empty, PlanHash.Of(plan, book, phase)))
        : string.Empty;
}
