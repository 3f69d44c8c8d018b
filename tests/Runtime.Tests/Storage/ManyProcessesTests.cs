using HyperScaffold.Contracts;
using HyperScaffold.Runtime.Tests.Workers;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class ManyProcessesTests
{
    [Fact]
    public void Thirty_two_processes_claim_a_thousand_waiting_trials_once_each()
    {
        using var project = new ToyProject();
        ClaimRace.Enqueue(project.Storage, project.Study.Id);

        var claimed = ClaimRace.Run(ToyProject.Program, project.Url, project.Study.Name);

        Assert.Equal(Enumerable.Range(0, ClaimRace.Trials), claimed.SelectMany(c => c).Order());
        Assert.Equal(ClaimRace.Racers, claimed.Count);
        Assert.All(project.Trials, t => Assert.Equal((TrialState.Complete, (double)t.Number), (t.State, t.Value)));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(project.Folder, "studies.db")};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }
}
