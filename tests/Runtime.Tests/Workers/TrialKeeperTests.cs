using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class TrialKeeperTests
{
    [Fact]
    public void A_storage_that_does_not_answer_holds_up_one_beat_and_one_flush_and_not_every_thread()
    {
        using var memory = new MemoryStorage();
        using var isUp = new ManualResetEventSlim(true);
        var (gate, inside, most) = (new Lock(), 0, 0);
        var storage = WatchedStorage.Around(
            memory,
            before: (call, _) =>
            {
                if (call is nameof(IStorage.Append) or nameof(IStorage.Beat))
                {
                    var now = Interlocked.Increment(ref inside);
                    lock (gate)
                    {
                        most = Math.Max(most, now);
                    }

                    isUp.Wait();
                    Interlocked.Decrement(ref inside);
                }
            });
        using var study = Study.Create("hangs", new StudyOptions { Storage = storage, Direction = StudyDirection.Minimize, Lease = TimeSpan.FromMilliseconds(40) });
        var trial = study.Ask();
        isUp.Reset();
        for (var i = 1; i <= 60; i++)
        {
            trial.Report(1, i);
            Thread.Sleep(10);
        }

        isUp.Set();

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Whoever_wakes_first_leaves_others_time_to_beat_before_it_takes_their_trials_for_abandoned()
    {
        var clock = new DayClock();
        using var storage = new MemoryStorage(clock);
        var (asleep, beats) = (0, 0);
        var watched = WatchedStorage.Around(storage, before: (call, _) =>
        {
            if (call == nameof(IStorage.Beat) && Interlocked.Exchange(ref asleep, 0) == 1)
            {
                clock.Advance(601);
            }

            beats += call == nameof(IStorage.Beat) && clock.HasAdvanced ? 1 : 0;
        });
        using var slow = Study.Create("sleeps", new StudyOptions { Storage = storage, Direction = StudyDirection.Minimize, Time = clock, Worker = "slow", Lease = TimeSpan.FromSeconds(600) });
        using var quick = Study.Load("sleeps", new StudyOptions { Storage = watched, Time = clock, Worker = "quick", Lease = TimeSpan.FromMilliseconds(80) });
        var trial = slow.Ask();
        Volatile.Write(ref asleep, 1);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref beats) > 3, TimeSpan.FromSeconds(30)));

        Assert.Equal(TrialState.Running, Assert.Single(slow.Trials).State);
        Assert.True(SpinWait.SpinUntil(() => Step(clock) && slow.Trials[0].State == TrialState.Fail, TimeSpan.FromSeconds(30)));
        Assert.Throws<LeaseLostException>(() => slow.Tell(trial, 1));
    }

    // by less than the quick one takes for sleep
    private static bool Step(DayClock clock)
    {
        clock.Advance(0.01);
        Thread.Sleep(30);
        return true;
    }

    private sealed class DayClock : TimeProvider
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public bool HasAdvanced { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            lock (_gate)
            {
                return _now;
            }
        }

        public void Advance(double seconds)
        {
            lock (_gate)
            {
                _now = _now.AddSeconds(seconds);
                HasAdvanced = true;
            }
        }
    }
}
