using System.Runtime.ExceptionServices;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Brings the trials of a batch together: those of one kind train as one model, the others by themselves.</summary>
internal static class FusedTraining
{
    /// <summary>Joins the other trials of the batch; waits until all are here.</summary>
    /// <returns>The share in a fused training; null where the trial trains by itself.</returns>
    internal static FusedMember? Join(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context, TrialCheckpoint? checkpoint)
    {
        if (context.Seat is not { } seat || context.ScoreTest || context.WeightsFile is not null)
        {
            return null;
        }

        if (options.Precision == Precision.Float16)
        {
            seat.Note($"The precision {options.Precision} scales each trial's loss by itself and has no fused form (BFloat16 has); such trials train one after the other");
            return null;
        }

        if (seat.WantsAdvice)
        {
            new FusedProbe(model, data, options, context).Advise(seat);
        }

        manual_seed(context.Seed);
        using var scope = NewDisposeScope();
        var made = model();
        made.MoveTo(device(context.Device), null);
        var found = checkpoint?.Find(made);
        if (found is not null)
        {
            made.load_state_dict(found.State.Under(StateNames.Model));
        }

        var member = (FusedMember?)seat.Meet(new JoinCall(made, data, options, context, found), Hold);
        if (member is not null && found is not null)
        {
            checkpoint!.Resumed(found);
        }

        return member;
    }

    /// <summary>Does what the waiting trials wait for.</summary>
    /// <param name="calls">What each waits for.</param>
    /// <returns>What each gets.</returns>
    internal static IReadOnlyList<object?> Hold(IReadOnlyList<object> calls)
    {
        var results = new Dictionary<object, object?>(ReferenceEqualityComparer.Instance);
        foreach (var kind in calls.OfType<JoinCall>().GroupBy(c => (c.Kind, c.Data)))
        {
            Form([.. kind], results);
        }

        foreach (var run in calls.OfType<EpochCall>().GroupBy(c => (c.Member.Run, c.Number)))
        {
            Train([.. run], results);
        }

        return [.. calls.Select(c => results.GetValueOrDefault(c))];
    }

    private static void Form(List<JoinCall> calls, Dictionary<object, object?> results)
    {
        var run = calls.Count > 1 ? Fuse(calls) : null;
        foreach (var (call, member) in calls.Zip(run?.Members ?? []).Where(p => !p.Second.HasLeft))
        {
            results[call] = member;
        }

        foreach (var call in calls.Where(c => c.Model != run?.Model))
        {
            call.Model.Dispose();
        }
    }

    // whatever is wrong with a model shows as it would without us when its trial trains by itself
    private static FusedRun? Fuse(List<JoinCall> calls)
    {
        FusedRun? run = null;
        try
        {
            using var check = new FusedCheck(calls);
            run = new FusedRun(calls);
            var unlike = check.Unlike(run);
            if (unlike.Count > 0)
            {
                Note(calls[0], $"{unlike.Count} of {calls.Count} models compute something else alone: a number of the trial is used outside the layers");
                unlike.ForEach(m => run.Members[m].Stay());
            }

            var left = run.Members.Where(m => !m.HasLeft).ToList();
            if (left.Count > 1)
            {
                left.ForEach(m => m.Context.Seat!.Shared = left.Count);
                return run;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Note(calls[0], e.Message);
        }

        run?.Dispose();
        return null;
    }

    private static void Note(JoinCall call, string why) => call.Context.Seat?.Note($"{why}; such trials train one after the other");

    private static void Train(List<EpochCall> calls, Dictionary<object, object?> results)
    {
        var run = calls[0].Member.Run!;
        try
        {
            var shown = run.Epoch(calls[0].Number);
            foreach (var call in calls)
            {
                results[call] = shown?[run.Members.ToList().IndexOf(call.Member)];
            }
        }
        catch (Exception e)
        {
            foreach (var call in calls)
            {
                results[call] = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
