using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Optimizers;

public sealed class ClippingTests
{
    [Theory]
    [InlineData("clip", 0.5, 2)]
    [InlineData("clip_one", 0.5, 1)]
    [InlineData("clip_inf", 0.5, double.PositiveInfinity)]
    [InlineData("clip_none", 100, 2)]
    public void Clipped_gradients_and_the_norm_before_are_PyTorchs(string name, double most, double kind)
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients();
        var norm = utils.clip_grad_norm_(parameters, most, kind);
        AssertFigure(name, [norm, .. parameters.SelectMany(p => Flat(p.grad!))]);
    }

    [Fact]
    public void Gradients_clipped_by_value_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients();
        utils.clip_grad_value_(parameters, 0.25);
        AssertFigure("clip_value", parameters.SelectMany(p => Flat(p.grad!)));
    }

    [Fact]
    public void Parameters_without_gradients_have_the_norm_zero()
    {
        using var parameter = new Parameter(ones(2));
        Assert.Equal(0, utils.clip_grad_norm_([parameter], 1));
    }

    [Fact]
    public void A_gradient_that_is_not_finite_shows_in_the_norm()
    {
        using var scope = NewDisposeScope();
        using var parameter = new Parameter(zeros(2));
        parameter.log().sum().backward();
        Assert.Equal(double.PositiveInfinity, utils.clip_grad_norm_([parameter], 1));
    }

    private static Parameter[] WithGradients()
    {
        var (w, b) = (new Parameter(Wave([3, 4], 0.6)), new Parameter(Wave([4], 0.7)));
        (Wave([2, 3], 0.8).matmul(w) + b).pow(2).sum().backward();
        return [w, b];
    }
}
