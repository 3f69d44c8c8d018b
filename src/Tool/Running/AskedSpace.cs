using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>The space that a study is asked in: what the command line gives, else what the study keeps, else what its trials had.</summary>
internal static class AskedSpace
{
    /// <summary>Finds the space; the first one given is kept with the study, so that later asks need none.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="given">The space of the command line, or null.</param>
    /// <returns>The space.</returns>
    /// <exception cref="UsageException">Nothing tells what to ask for.</exception>
    public static SearchSpace Of(IStorage storage, StudyRecord study, SearchSpace? given)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        var known = study.UserAttributes.GetValueOrDefault(SpaceJson.AttributeKey);
        if (given is null)
        {
            return known is null ? Learned(storage, study) : SpaceText.Parse(known);
        }

        if (known is null)
        {
            storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(given));
        }

        return given;
    }

    private static SearchSpace Learned(IStorage storage, StudyRecord study)
    {
        var known = new SortedDictionary<string, Distribution>(StringComparer.Ordinal);
        foreach (var (name, value) in storage.Read(study.Id, StudyCursor.Start).Trials.Where(t => t.IsFinished && t.State != TrialState.Fail).SelectMany(t => t.Parameters))
        {
            known[name] = value.Distribution;
        }

        return known.Count > 0
            ? new SearchSpace([.. known.Select(k => new SpaceParameter(k.Key, k.Value))])
            : throw new UsageException($"Asking needs a space, but the study '{Terminal.Clean(study.Name)}' has none yet. Give it once: --space '{{\"learning_rate\": {{\"low\": 1e-5, \"high\": 1, \"scale\": \"log\"}}}}'.");
    }
}
