using HyperScaffold.Contracts;
using HyperScaffold.Runtime.Tests.Workers;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class ManyProcessesTests
{
    [Fact]
    public void Eight_processes_claim_two_hundred_waiting_trials_once_each()
    {
        using var project = new ToyProject();
        for (var i = 0; i < 200; i++)
        {
            project.Storage.Add(project.Study.Id, new NewTrial { State = TrialState.Waiting });
        }

        var claimed = ClaimRace.Run(ToyProject.Program, project.Url, project.Study.Name, 8);

        Assert.Equal(Enumerable.Range(0, 200), claimed.SelectMany(c => c).Order());
        Assert.All(claimed, c => Assert.NotEmpty(c));
        Assert.All(project.Trials, t => Assert.Equal((TrialState.Complete, (double)t.Number), (t.State, t.Value)));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(project.Folder, "studies.db")};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }
}
