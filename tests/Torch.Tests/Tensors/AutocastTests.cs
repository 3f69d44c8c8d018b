namespace HyperScaffold.Torch.Tests.Tensors;

public sealed class AutocastTests
{
    [Fact]
    public void Products_are_computed_in_16_bits_and_losses_in_32_within_the_scope_only()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(8, 3);
        var x = randn(4, 8);
        Tensor inside;
        Tensor loss;
        using (autocast(DeviceType.CPU))
        {
            Assert.True(is_autocast_enabled(DeviceType.CPU));
            inside = layer.call(x);
            loss = functional.cross_entropy(inside, zeros([4], int64));
            using (autocast(DeviceType.CPU, enabled: false))
            {
                Assert.Equal(float32, layer.call(x).dtype);
            }

            Assert.Equal(bfloat16, layer.call(x).dtype);
        }

        Assert.False(is_autocast_enabled(DeviceType.CPU));
        Assert.Equal(bfloat16, inside.dtype);
        Assert.Equal(float32, loss.dtype);
        Assert.Equal(float32, layer.call(x).dtype);
        loss.backward();
        Assert.Equal(float32, layer.weight.grad!.dtype);
        Assert.True(inside.to(float32).allclose(layer.call(x), 0.02, 0.02));
    }

    [Theory]
    [InlineData(ScalarType.Float16, "Automatic casts go to bfloat16, or on CUDA to float16, but got Float16 on CPU. Use bfloat16.")]
    [InlineData(ScalarType.Float64, "Automatic casts go to bfloat16, or on CUDA to float16, but got Float64 on CPU. Use bfloat16.")]
    public void Other_types_are_refused(ScalarType type, string message) =>
        Assert.Equal(message, Assert.Throws<HyperException>(() => autocast(DeviceType.CPU, type)).Message);

    [Fact]
    public void Rounding_to_TF32_can_be_switched_whether_there_is_a_device_or_not()
    {
        var before = backends.cuda.matmul.allow_tf32;
        backends.cuda.matmul.allow_tf32 = !before;
        Assert.Equal(!before, backends.cuda.matmul.allow_tf32);
        backends.cuda.matmul.allow_tf32 = before;
        Assert.True(backends.cudnn.allow_tf32);
    }

    [Fact]
    public void Memory_of_a_device_that_is_not_there_is_refused_by_its_number()
    {
        Assert.Contains("there is no CUDA device 99", Assert.ThrowsAny<Exception>(() => cuda.memory_allocated(99)).Message, StringComparison.Ordinal);
        cuda.empty_cache();
    }
}
