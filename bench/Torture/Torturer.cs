using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Torture;

/// <summary>Kills and stops the processes of a study at random moments, lets the study end, and counts.</summary>
/// <param name="url">The storage.</param>
/// <param name="folder">The folder of logs and notes.</param>
/// <param name="server">The server to be killed too, or null.</param>
/// <param name="seed">The seed of what happens when.</param>
public sealed class Torturer(string url, string folder, PostgresVictim? server, ulong seed)
{
    private const int Workers = 3;
    private const int Endless = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RandomSource _random = new(seed);
    private readonly Victims _victims = new(folder);
    private readonly List<(int Process, long Until)> _stopped = [];

    /// <summary>Gets how many workers were killed one at a time.</summary>
    public int WorkerKills { get; private set; }

    /// <summary>Gets how many supervisors were killed.</summary>
    public int SupervisorKills { get; private set; }

    /// <summary>Gets how many times everything was killed at once.</summary>
    public int PowerCuts { get; private set; }

    /// <summary>Gets how many times the server was killed.</summary>
    public int ServerKills { get; private set; }

    /// <summary>Gets how many workers were stopped beyond their lease.</summary>
    public int Stops { get; private set; }

    /// <summary>Gets what went wrong on the way.</summary>
    public List<string> Faults { get; } = [];

    private int Kills => WorkerKills + SupervisorKills + PowerCuts + ServerKills;

    /// <summary>Torments until enough was killed, then lets the study end.</summary>
    /// <param name="kills">How many kills.</param>
    public void Run(int kills)
    {
        using (var storage = StorageFactory.Open(url))
        {
            storage.CreateStudy(TortureTrial.Study, StudyDirection.Minimize);
        }

        using var first = Supervise(Endless);
        for (var said = 0; Kills < kills;)
        {
            AwaitWork();
            Thread.Sleep((int)_random.NextUniform(0, 400));
            Wake(all: false);
            Strike();
            if (Kills >= said + 25)
            {
                said = Kills;
                Console.WriteLine($"  {this}, {TortureJudge.Told(folder).Count} trials told");
            }
        }

        Wake(all: true);
        KillSupervisors();
        End();
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kills} kills ({WorkerKills} workers, {SupervisorKills} supervisors, {PowerCuts} all at once, {ServerKills} servers), {Stops} stops");

    // blows that fall before anybody works show nothing
    private void AwaitWork()
    {
        var (before, clock) = (Told(), Stopwatch.StartNew());
        while (Told() == before)
        {
            if (clock.Elapsed > Patience)
            {
                Faults.Add("workers live, and none ended a trial for a minute");
                return;
            }

            Wake(all: false);
            Thread.Sleep(10);
        }
    }

    private long Told() => Directory.EnumerateFiles(folder, "told-*.txt").Sum(f => new FileInfo(f).Length);

    private void Strike()
    {
        switch (_random.NextIndex(100))
        {
            // also a short torture kills the server
            case var _ when server is not null && ServerKills == 0 && Kills > 0:
                KillServer(server);
                break;
            case < 12:
                KillSupervisors();
                SupervisorKills++;
                Supervise(Endless).Dispose();
                break;
            case < 18:
                _victims.Supervisors.Concat(_victims.Workers).ToList().ForEach(p => Victims.Signal(p, "KILL"));
                Gone();
                PowerCuts++;
                Supervise(Endless).Dispose();
                break;
            case < 28:
                Stop();
                break;
            case < 40 when server is not null:
                KillServer(server);
                break;
            default:
                KillWorker();
                break;
        }
    }

    private void KillServer(PostgresVictim victim)
    {
        victim.Kill();
        ServerKills++;
        Thread.Sleep((int)_random.NextUniform(0, 500));
        victim.Start();
    }

    private void KillWorker()
    {
        if (_victims.Workers is { Count: > 0 } workers)
        {
            Victims.Signal(workers[_random.NextIndex(workers.Count)], "KILL");
            WorkerKills++;
        }
    }

    private void Stop()
    {
        if (_stopped.Count == 0 && _victims.Workers is { Count: > 0 } workers)
        {
            var process = workers[_random.NextIndex(workers.Count)];
            Victims.Signal(process, "STOP");
            _stopped.Add((process, Stopwatch.GetTimestamp() + (long)((TortureWorker.Lease + TimeSpan.FromSeconds(1.5)).TotalSeconds * Stopwatch.Frequency)));
            Stops++;
        }
    }

    private void Wake(bool all)
    {
        foreach (var (process, _) in _stopped.Where(s => all || s.Until < Stopwatch.GetTimestamp()))
        {
            Victims.Signal(process, "CONT");
        }

        _stopped.RemoveAll(s => all || s.Until < Stopwatch.GetTimestamp());
    }

    // workers of a dead supervisor must leave by themselves; a stopped one can only do so when it is woken
    private void KillSupervisors()
    {
        _victims.Supervisors.ToList().ForEach(p => Victims.Signal(p, "KILL"));
        Wake(all: true);
        Gone();
    }

    private void Gone()
    {
        if (!Victims.Wait(() => [.. _victims.Supervisors, .. _victims.Workers], Patience))
        {
            Faults.Add("a worker lives on after its supervisor");
            _victims.Workers.ToList().ForEach(p => Victims.Signal(p, "KILL"));
        }
    }

    private void End()
    {
        int trials;
        using (var storage = StorageFactory.Open(url))
        {
            var all = storage.Read(storage.FindStudy(TortureTrial.Study)!.Id, StudyCursor.Start).Trials;
            trials = all.Count(t => !t.SystemAttributes.ContainsKey(StorageAttributes.RetryHistory));
        }

        using var last = Supervise(trials);
        if (!last.WaitForExit(Patience))
        {
            Faults.Add("the study does not end");
            last.Kill();
        }
        else if (last.ExitCode != 0)
        {
            Faults.Add($"the last supervisor ended with {last.ExitCode}");
        }

        Gone();
    }

    private Process Supervise(int trials)
    {
        string[] line = ["torture-supervisor", url, folder, trials.ToString(CultureInfo.InvariantCulture), Workers.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, line) { RedirectStandardInput = true })!;
    }
}
