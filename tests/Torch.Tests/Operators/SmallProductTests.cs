using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Operators;

/// <summary>Many small matrices are multiplied by the shim where libtorch has no such thing; one at a time never is.</summary>
public sealed class SmallProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 8, 8)]
    [InlineData(5, 7, 9)]
    [InlineData(17, 3, 24)]
    [InlineData(20, 21, 22)]
    public void Matrices_together_give_what_each_gives_by_itself(long rows, long inner, long columns)
    {
        using var scope = NewDisposeScope();
        var (left, right) = (Wave([3, rows, inner], 0.1), Wave([3, inner, columns], 0.2));
        var (turned, alsoTurned) = (Wave([3, inner, rows], 0.3).transpose(1, 2), Wave([columns, 3, inner], 0.4).permute(1, 2, 0));
        AssertEach(left, right);
        AssertEach(turned, alsoTurned);
        AssertEach(left[0].unsqueeze(0).expand(3, -1, -1), right);
    }

    [Fact]
    public void Gradients_are_those_of_each_matrix_by_itself()
    {
        using var scope = NewDisposeScope();
        var (left, right) = (Wave([3, 5, 7], 0.1), Wave([3, 7, 9], 0.2));
        var (one, other) = (left.clone().requires_grad_(), right.clone().requires_grad_());
        var weights = Wave([3, 5, 9], 0.3);
        (one.matmul(other) * weights).sum().backward();
        var (alone, beside) = (left.clone().requires_grad_(), right.clone().requires_grad_());
        for (var i = 0; i < 3; i++)
        {
            (alone[i].matmul(beside[i]) * weights[i]).sum().backward();
        }

        Assert.True(one.grad!.allclose(alone.grad!, 1e-5, 1e-6));
        Assert.True(other.grad!.allclose(beside.grad!, 1e-5, 1e-6));
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused_and_empty_ones_give_zeros()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<TorchException>(() => ones((long[])[2, 3, 4]).matmul(ones((long[])[2, 5, 3])));
        Assert.Equal(new double[12], Flat(ones((long[])[2, 3, 0]).matmul(ones((long[])[2, 0, 2]))));
        Assert.Equal([2, 3, 2], ones((long[])[2, 3, 4], ScalarType.Float64).matmul(ones((long[])[2, 4, 2], ScalarType.Float64)).shape);
    }

    private static void AssertEach(Tensor left, Tensor right)
    {
        var together = left.matmul(right);
        for (var i = 0; i < left.shape[0]; i++)
        {
            Assert.True(together[i].allclose(left[i].matmul(right[i]), 1e-5, 1e-6));
        }
    }
}
