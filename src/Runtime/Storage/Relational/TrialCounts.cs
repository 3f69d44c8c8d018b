using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Counts trials for limits.</summary>
internal static class TrialCounts
{
    private const string OfRound =
        "SELECT COUNT(*) FROM trial_user_attributes a JOIN trials t ON t.trial_id = a.trial_id WHERE a.\"key\" = 'hyper:round' AND a.value_json = @p1 AND t.study_id = @p0";

    private const string Retried =
        "SELECT COUNT(*) FROM trial_system_attributes r JOIN trials t ON t.trial_id = r.trial_id WHERE r.\"key\" = 'hyper:retried' AND t.study_id = @p0 ";

    private const string InRound =
        "EXISTS (SELECT 1 FROM trial_user_attributes a WHERE a.trial_id = t.trial_id AND a.\"key\" = 'hyper:round' AND a.value_json = @p1)";

    /// <summary>Counts the trials that a limit counts.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="round">The round to count; null counts all but confirm trials.</param>
    /// <returns>The count.</returns>
    public static long Of(Session session, long studyId, string? round)
    {
        var json = PythonJson.Write(round ?? TrialAttributes.ConfirmRound);
        var named = session.Number(OfRound, studyId, json) ?? 0;
        if (round is not null)
        {
            return named - (session.Number(Retried + "AND " + InRound, studyId, json) ?? 0);
        }

        return TrialWriter.NextNumber(session, studyId) - named - (session.Number(Retried + "AND NOT " + InRound, studyId, json) ?? 0);
    }
}
