using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.TestWorker;

/// <summary>Claims waiting trials until none is left, tells each, and prints their numbers.</summary>
public static class Claimer
{
    public static int Run(string url, string study)
    {
        using var storage = StorageFactory.Open(url);
        var id = storage.FindStudy(study)!.Id;
        var claim = new ClaimRequest($"claimer {Environment.ProcessId}", TimeSpan.FromMinutes(1));
        Console.WriteLine("ready");
        Console.ReadLine();
        while (storage.Claim(id, claim) is { } claimed)
        {
            storage.Append(claimed.Lease, [new TrialFact.Reported(new IntermediateValue(1, 0.5)), new TrialFact.Ended(TrialState.Complete, claimed.Trial.Number)]);
            Console.WriteLine(claimed.Trial.Number);
        }

        return 0;
    }
}
