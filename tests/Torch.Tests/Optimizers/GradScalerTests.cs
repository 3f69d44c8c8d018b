using HyperScaffold.Torch.Optimizers;

namespace HyperScaffold.Torch.Tests.Optimizers;

public sealed class GradScalerTests
{
    [Fact]
    public void A_scaled_step_is_the_step_without_scaling()
    {
        using var scope = NewDisposeScope();
        Tensor[] ends = [Stepped(scaled: false), Stepped(scaled: true)];
        Assert.True(ends[0].allclose(ends[1], 1e-6, 1e-7));
    }

    [Fact]
    public void A_step_with_an_infinite_gradient_is_left_out_and_halves_the_scale_until_good_steps_double_it()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(2, 1);
        using var sgd = torch.optim.SGD(layer.parameters(), 0.1);
        var scaler = new GradScaler(layer.parameters(), init_scale: 8, growth_interval: 2);
        var before = layer.weight.clone();

        scaler.scale((layer.call(ones(1, 2)) * double.PositiveInfinity).sum()).backward();
        Assert.False(scaler.step(sgd));
        scaler.update();
        Assert.True(before.equal(layer.weight));
        Assert.Equal((4.0, 1L), (scaler.Scale, scaler.SkippedSteps));

        foreach (var expected in (double[])[4, 8])
        {
            sgd.zero_grad();
            scaler.scale(layer.call(ones(1, 2)).sum()).backward();
            scaler.unscale_();
            Assert.Equal(1, layer.weight.grad!.max().ToDouble(), 1e-6);
            Assert.True(scaler.step(sgd));
            scaler.update();
            Assert.Equal(expected, scaler.Scale);
        }

        Assert.False(before.equal(layer.weight));
    }

    private static Tensor Stepped(bool scaled)
    {
        manual_seed(1);
        using var layer = Linear(3, 2);
        using var adam = torch.optim.Adam(layer.parameters(), 0.01);
        var scaler = new GradScaler(layer.parameters());
        for (var i = 0; i < 5; i++)
        {
            adam.zero_grad();
            var loss = layer.call(full([4, 3], 0.1 * i)).square().mean();
            if (!scaled)
            {
                loss.backward();
                adam.step();
                continue;
            }

            scaler.scale(loss).backward();
            scaler.step(adam);
            scaler.update();
        }

        return layer.weight.detach().clone();
    }
}
