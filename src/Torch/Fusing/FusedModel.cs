using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>
/// One of several like models, whose weights are those of all, the members' dimension first. Its own code runs
/// unchanged: each operator takes its fused form where it meets such weights.
/// </summary>
internal sealed class FusedModel : IDisposable
{
    private readonly List<(Dropout Layer, double[] Rates)> _dropouts;
    private MemberSet _members;

    /// <summary>Initializes a new instance of the <see cref="FusedModel"/> class.</summary>
    /// <param name="models">Models of one structure; the first becomes the fused one, the others stay as they are.</param>
    /// <param name="members">The members, one a model.</param>
    internal FusedModel(IReadOnlyList<nn.Module<Tensor, Tensor>> models, MemberSet members)
    {
        (Module, _members) = (models[0], members);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var states = models.Select(m => m.state_dict().Values.ToArray()).ToArray();
        var stacked = Enumerable.Range(0, states[0].Length).Select(i => stack([.. states.Select(s => s[i])])).ToArray();
        foreach (var (own, all) in states[0].Zip(stacked).DistinctBy(p => p.First, ReferenceEqualityComparer.Instance))
        {
            Replace((Tensor)own, all);
        }

        Weights = [.. Module.parameters().Where(p => p.requires_grad).Distinct().Select(p => new FusedWeight(p))];
        _dropouts = [.. Dropouts(models)];
        Tell();
    }

    /// <summary>Gets the model.</summary>
    internal nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Gets the trained weights.</summary>
    internal IReadOnlyList<FusedWeight> Weights { get; }

    /// <summary>A model's parts, itself first, in the order of their registration.</summary>
    internal static IEnumerable<nn.Module> Parts(nn.Module module) => module.named_children().SelectMany(c => Parts(c.module)).Prepend(module);

    /// <summary>Goes on with some members.</summary>
    /// <param name="index">The places of those that stay, as a tensor.</param>
    /// <param name="places">The same as numbers.</param>
    /// <param name="members">Those that stay.</param>
    internal void Keep(Tensor index, int[] places, MemberSet members)
    {
        _members = members;
        foreach (var tensor in Module.state_dict().Values.Distinct())
        {
            Replace(tensor, Aten.Whole.IndexSelect(tensor.detach(), 0, index));
        }

        foreach (var weight in Weights)
        {
            weight.Keep(index);
        }

        for (var i = 0; i < _dropouts.Count; i++)
        {
            _dropouts[i] = (_dropouts[i].Layer, Array.ConvertAll(places, p => _dropouts[i].Rates[p]));
        }

        Tell();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in Weights)
        {
            weight.Dispose();
        }

        Module.Dispose();
    }

    private static IEnumerable<(Dropout Layer, double[] Rates)> Dropouts(IReadOnlyList<nn.Module<Tensor, Tensor>> models)
    {
        var parts = models.Select(m => Parts(m).ToArray()).ToArray();
        for (var i = 0; i < parts[0].Length; i++)
        {
            if (parts[0][i] is Dropout layer)
            {
                yield return (layer, [.. parts.Select(p => ((Dropout)p[i]).Rate)]);
            }
        }
    }

    private void Replace(Tensor tensor, Tensor all)
    {
        var recorded = tensor.requires_grad;
        tensor.ReplaceBy(all);
        tensor.requires_grad = recorded;
        tensor.OfMembers(_members, 0);
    }

    private void Tell()
    {
        foreach (var (layer, rates) in _dropouts)
        {
            layer.Fused = (_members, rates);
        }
    }
}
