using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Tensors;

public sealed class TensorTests
{
    [Fact]
    public void Arrays_come_back_as_they_went_in_with_shape_and_type()
    {
        using var scope = NewDisposeScope();
        var t = tensor((long[])[1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([2, 3], t.shape);
        Assert.Equal((ScalarType.Int64, 6L, 2L, 3L), (t.dtype, t.numel(), t.dim(), t.size(-1)));
        Assert.Equal([1, 2, 3, 4, 5, 6], t.data<long>().ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], t.t().data<long>().ToArray());
        Assert.Equal([true, false], tensor((bool[])[true, false]).data<bool>().ToArray());
        Assert.Equal(ScalarType.Float32, tensor((double[])[1.5], dtype: float32).dtype);
        Assert.Equal(2.5, tensor(2.5).item<double>());
    }

    [Fact]
    public void A_sum_over_the_first_dimension_takes_a_plain_zero()
    {
        using var scope = NewDisposeScope();
        var rows = tensor((float[])[1, 2, 300, 4, 5, 6], [2, 3]);
        Assert.Equal([5, 7, 306], Flat(rows.sum(0)));
        Assert.Equal([5, 7, 306], Flat(rows.sum(0, keepdim: true)));
        Assert.Equal([303, 15], Flat(rows.sum(-1)));
        Assert.Equal(ScalarType.Float64, rows.sum(float64).dtype);
    }

    [Fact]
    public void Arithmetic_follows_the_operators()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor((float[])[6, 8]), tensor((float[])[2, 4]));
        Assert.Equal([8, 12], Flat(a + b));
        Assert.Equal([4, 4], Flat(a - b));
        Assert.Equal([12, 32], Flat(a * b));
        Assert.Equal([3, 2], Flat(a / b));
        Assert.Equal([-6, -8], Flat(-a));
        Assert.Equal([-5, -7], Flat(1 - a));
        Assert.Equal([13, 17], Flat((2 * a) + 1));
        Assert.Equal([36, 64], Flat(a.pow(2)));
        Assert.Equal([6, 7], Flat(a.clamp(max: 7)));
        Assert.Equal(14, a.sum().ToDouble());
        Assert.Equal(7, a.mean().ToDouble());
    }

    [Fact]
    public void Shapes_are_changed_and_parts_are_taken()
    {
        using var scope = NewDisposeScope();
        var t = arange(0, 12, 1, float32).view(3, 4);
        Assert.Equal([4, 5, 6, 7], Flat(t[1]));
        Assert.Equal([1, 5, 9], Flat(t.select(1, 1)));
        Assert.Equal([8, 9, 10, 11, 0, 1, 2, 3], Flat(t.index_select(0, tensor((long[])[2, 0]))));
        Assert.Equal([2, 4], t.narrow(0, 1, 2).shape);
        Assert.Equal([3, 2], t.slice(1, 0, 4, 2).shape);
        Assert.Equal([3, 1, 4], t.unsqueeze(1).shape);
        Assert.Equal([12], t.flatten().shape);
        Assert.Equal([[2, 4], [1, 4]], t.split(2).Select(p => p.shape));
        Assert.Equal([3L, 3, 3], t.argmax(1).data<long>().ToArray());
        Assert.Equal([3, 7, 11], Flat(t.max(1).values));
        Assert.Equal([6, 4], cat([t, t]).shape);
        Assert.Equal([2, 3, 4], stack([t, t]).shape);
    }

    [Fact]
    public void Gradients_flow_only_where_they_are_recorded()
    {
        using var scope = NewDisposeScope();
        var x = tensor((float[])[1, 2, 3], requires_grad: true);
        (x * x).sum().backward();
        Assert.Equal([2, 4, 6], Flat(x.grad!));
        using (no_grad())
        {
            Assert.False((x * x).requires_grad);
        }

        Assert.True((x * x).requires_grad);
        Assert.False(x.detach().requires_grad);
        Assert.Contains("backward", Assert.Throws<TorchException>(() => x.detach().sum().backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_gives_one_sequence()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var first = randn(5);
        manual_seed(7);
        Assert.True(first.equal(randn(5)));
        Assert.False(first.equal(randn(5)));
    }

    [Fact]
    public void A_refused_call_names_the_operator_and_gives_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<TorchException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.StartsWith("aten::mm: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("2x3", e.Message, StringComparison.Ordinal);
        Assert.Equal(6, ones(2, 3).sum().ToDouble());
    }

    [Fact]
    public void Any_operator_is_reached_by_its_name_and_its_defaults_are_filled_in()
    {
        using var scope = NewDisposeScope();
        var cumulative = new Operator("aten::cumsum").Call(ones(3), 0L);
        Assert.Equal([1, 2, 3], Flat(cumulative));
        Assert.Contains("aten::no_such", Assert.Throws<TorchException>(() => new Operator("aten::no_such").Call()).Message, StringComparison.Ordinal);
        Assert.Contains("'dim' is missing", Assert.Throws<TorchException>(() => new Operator("aten::cumsum").Call(ones(3))).Message, StringComparison.Ordinal);
        Assert.Contains("too many", Assert.Throws<TorchException>(() => new Operator("aten::t").Call(ones(3), 1L)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_element_types_and_shapes_are_said_before_memory_is_read()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("holds Float32", Assert.Throws<HyperException>(() => ones(2).data<long>()).Message, StringComparison.Ordinal);
        Assert.Contains("needs 6 elements, but got 5", Assert.Throws<HyperException>(() => tensor(new float[5], [2, 3])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda:1", "cuda:1")]
    public void Device_names_are_read_and_written(string name, string written) => Assert.Equal(written, device(name).ToString());

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:1:2")]
    public void Wrong_device_names_are_refused(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<HyperException>(() => device(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Threads_and_version_are_known()
    {
        Assert.Matches(@"^\d+\.\d+", __version__);
        Assert.Contains("PyTorch", show_config(), StringComparison.Ordinal);
        Assert.InRange(get_num_threads(), 1, 1024);
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
    }
}
