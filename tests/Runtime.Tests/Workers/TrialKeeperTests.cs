using System.Reflection;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class TrialKeeperTests
{
    [Fact]
    public void A_storage_that_does_not_answer_holds_up_one_beat_and_one_flush_and_not_every_thread()
    {
        using var memory = StorageFactory.Open("memory:");
        var storage = Hanging.Around(memory);
        var hanging = (Hanging)(object)storage;
        using var study = Study.Create("hangs", new StudyOptions { Storage = storage, Direction = StudyDirection.Minimize, Lease = TimeSpan.FromMilliseconds(40) });
        var trial = study.Ask();
        hanging.IsDown.Reset();
        for (var i = 1; i <= 60; i++)
        {
            trial.Report(1, i);
            Thread.Sleep(10);
        }

        var most = hanging.Most;
        hanging.IsDown.Set();

        Assert.InRange(most, 1, 2);
    }

    public class Hanging : DispatchProxy
    {
        private IStorage _inner = null!;
        private int _inside;

        public ManualResetEventSlim IsDown { get; } = new(true);

        public int Most { get; private set; }

        public static IStorage Around(IStorage inner)
        {
            var proxy = Create<IStorage, Hanging>();
            ((Hanging)(object)proxy)._inner = inner;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name is nameof(IStorage.Append) or nameof(IStorage.Beat))
            {
                var now = Interlocked.Increment(ref _inside);
                lock (IsDown)
                {
                    Most = Math.Max(Most, now);
                }

                IsDown.Wait();
                Interlocked.Decrement(ref _inside);
            }

            return targetMethod!.Invoke(_inner, args);
        }
    }
}
