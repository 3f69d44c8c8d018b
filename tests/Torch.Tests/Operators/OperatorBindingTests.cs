using System.Reflection;
using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch.Tests.Operators;

public sealed class OperatorBindingTests
{
    [Fact]
    public void Arguments_meet_those_of_the_libtorch_in_use_by_name()
    {
        var numbers = tensor([1f, 2f, 3f]);
        Assert.Equal(6, new Operator("aten::cumsum", "dim self").Call(0L, numbers)[2].ToSingle());
        Assert.Equal(6, new Operator("aten::cumsum", "input dim").Call(numbers, 0L)[2].ToSingle());
        Assert.Equal(3, new Operator("aten::sub.Tensor", "self other").Call(numbers, zeros(3))[2].ToSingle());
    }

    [Fact]
    public void An_argument_that_this_libtorch_lacks_may_only_be_left_out()
    {
        var numbers = tensor([1f, 2f, 3f]);
        var cumsum = new Operator("aten::cumsum", "self dim dtype reversed");
        Assert.Equal(6, cumsum.Call(numbers, 0L, Arg.None, Arg.Default)[2].ToSingle());
        var e = Assert.Throws<TorchException>(() => cumsum.Call(numbers, 0L, Arg.None, true));
        Assert.Matches(@"^aten::cumsum: libtorch [\d.]+\S* has no argument 'reversed' here; leave it out, or use another libtorch$", e.Message);
        Assert.Contains("too many", Assert.Throws<TorchException>(() => cumsum.Call(numbers, 0L, Arg.None, Arg.None, 1L)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_numbers_and_of_tensors_with_gaps_cross()
    {
        var both = new[] { ones(2), ones(2) };
        new Operator("aten::_foreach_mul_.ScalarList").Run(both, (double[])[2, 3]);
        Assert.Equal([2f, 2f, 3f, 3f], cat(both).data<float>().ToArray());
        var grid = arange(0.0, 6.0, 1.0).reshape(2, 3);
        Assert.Equal([2f, 5f], new Operator("aten::index.Tensor").Call(grid, (Tensor[])[null!, tensor([2L])]).data<float>().ToArray());
        Assert.Equal([4L], new Operator("aten::upsample_nearest1d.vec").Call(ones((long[])[1, 1, 2]), Arg.None, (double[])[2]).shape[2..]);
    }

    [Fact]
    public void Every_listed_operator_is_known_but_for_those_of_newer_libtorches()
    {
        var handles = typeof(Aten.Handles).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(f => (Operator)f.GetValue(null)!).ToList();
        Assert.True(handles.Count > 100);
        Assert.Empty(handles.Where(h => !h.IsKnown).Select(h => h.Name).Except(["aten::scaled_dot_product_attention"]));
    }

    [Fact]
    public void A_schema_is_libtorchs_own() =>
        Assert.StartsWith("aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None", new Operator("aten::cumsum").Schema, StringComparison.Ordinal);
}
