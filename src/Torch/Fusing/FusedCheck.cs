using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>
/// Sees to it that a fused model computes for each member what its own model does, on a few rows before the first step:
/// a model may hold numbers of its trial that nothing but its own code knows of.
/// </summary>
internal sealed class FusedCheck : IDisposable
{
    private const int Rows = 8;
    private const double Tolerance = 1e-3;
    private readonly Tensor _rows;
    private readonly bool[] _modes;
    private readonly Tensor[][] _expected;

    /// <summary>Initializes a new instance of the <see cref="FusedCheck"/> class with what each model computes alone.</summary>
    /// <param name="calls">The trials; their models stay as they are.</param>
    internal FusedCheck(IReadOnlyList<JoinCall> calls)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (samples, place) = (calls[0].Data.Train, device(calls[0].Context.Device));
        _rows = samples.Features.narrow(0, 0, Math.Min(Rows, samples.Count)).to(place).DetachFromDisposeScope();

        // a GPU draws the numbers of dropout in another way alone
        var drawsUnlike = place.type != DeviceType.CPU && calls.Any(c => FusedModel.Parts(c.Model).OfType<Dropout>().Any(d => d.Rate > 0));
        _modes = drawsUnlike ? [false] : [true, false];
        _expected = [.. calls.Select(c => Outputs(c.Model, () => manual_seed(c.Context.Seed)))];
    }

    /// <summary>The members whose own model computed something else.</summary>
    internal List<int> Unlike(FusedRun run)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var shown = Outputs(run.Model, () => run.Set.Seed(m => run.Members[m].Context.Seed));
        var unlike = new List<int>();
        for (var member = 0; member < _expected.Length; member++)
        {
            if (shown.Zip(_expected[member]).Any(pair => !AreClose(pair.First, member, pair.Second)))
            {
                unlike.Add(member);
            }
        }

        return unlike;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        foreach (var tensor in _expected.SelectMany(t => t))
        {
            tensor.Dispose();
        }
    }

    private Tensor[] Outputs(nn.Module<Tensor, Tensor> model, Action seed)
    {
        var buffers = model.named_buffers().Select(b => (b.buffer, Copy: Aten.Whole.Clone(b.buffer))).ToList();
        var outputs = Array.ConvertAll(_modes, training =>
        {
            model.train(training);
            seed();
            return model.call(_rows).DetachFromDisposeScope();
        });
        model.train();
        buffers.ForEach(b => Aten.Whole.CopyInPlace(b.buffer, b.Copy));
        return outputs;
    }

    private static bool AreClose(Tensor together, int member, Tensor alone)
    {
        var own = together.Members is null ? together : Aten.Whole.SelectInt(together, together.MemberDim, member);
        return own.shape.AsSpan().SequenceEqual(alone.shape) && own.allclose(alone, Tolerance, Tolerance, equal_nan: true);
    }
}
