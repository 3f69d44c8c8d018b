using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>The checkpoint file of one trial: found, refused where it is of another training, written.</summary>
internal sealed class TrialCheckpoint
{
    private readonly string _path;
    private readonly string _key;
    private readonly TrialContext _context;
    private bool _isBroken;

    private TrialCheckpoint(string path, string key, TrialContext context) => (_path, _key, _context) = (path, key, context);

    /// <summary>The file of a trial; null where it keeps none.</summary>
    internal static TrialCheckpoint? Of(Func<nn.Module<Tensor, Tensor>> model, DataSplit data, TrainerOptions options, TrialContext context) =>
        context.CheckpointFile is { } path && double.IsFinite(options.CheckpointSeconds)
            ? new TrialCheckpoint(path, CheckpointKey.Of(model, data, options, context), context)
            : null;

    /// <summary>What an earlier attempt left; null where it left nothing that fits, which the trial's log then says.</summary>
    /// <param name="model">The model that is to go on.</param>
    /// <returns>The checkpoint; its tensors belong to the current dispose scope.</returns>
    internal Checkpoint? Find(nn.Module model)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        try
        {
            var found = Checkpoint.Load(_path);
            Require(found, model);
            return found;
        }
        catch (HyperException e)
        {
            Say($"{e.Message} The trial starts anew.");
            return null;
        }
    }

    /// <summary>Says that the trial goes on.</summary>
    internal void Resumed(Checkpoint found) => Say($"goes on after epoch {found.Epochs.Count} of {_context.Epochs}, from its checkpoint");

    /// <summary>Writes the file; where that fails the trial goes on without one.</summary>
    internal void Save(IReadOnlyList<EpochResult> epochs, TrainingState state)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            new Checkpoint(_key, [.. epochs], state).Save(_path);
        }
        catch (HyperException e)
        {
            _isBroken = true;
            Say($"{e.Message} The trial goes on without checkpoints.");
        }
    }

    private void Require(Checkpoint found, nn.Module model)
    {
        var (own, there) = (model.state_dict(), found.State.Under(StateNames.Model));
        var differences = own.Keys.Except(there.Keys, StringComparer.Ordinal).Select(k => $"{k} {Shape(own[k])} is missing")
            .Concat(there.Keys.Except(own.Keys, StringComparer.Ordinal).Select(k => $"{k} {Shape(there[k])} is not in this model"))
            .Concat(own.Keys.Where(k => there.ContainsKey(k) && !own[k].shape.AsSpan().SequenceEqual(there[k].shape)).Select(k => $"{k} has the shape {Shape(there[k])} there and {Shape(own[k])} here"))
            .ToList();
        if (differences.Count > 0)
        {
            throw new HyperException($"The checkpoint {_path} is of another model: {string.Join("; ", differences)}.");
        }

        if (found.Key != _key)
        {
            throw new HyperException($"The checkpoint {_path} is of another training: it was written for [{found.Key}], this one is [{_key}].");
        }
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private void Say(string text) => _context.Say?.Invoke(text);
}
