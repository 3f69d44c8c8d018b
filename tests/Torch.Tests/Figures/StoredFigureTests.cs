namespace HyperScaffold.Torch.Tests.Figures;

public sealed class StoredFigureTests
{
    [Fact]
    public void The_stored_figures_are_what_PyTorch_computes()
    {
        var live = PyTorch.Live;
        Assert.SkipWhen(live is null, "no Python with torch on this machine: the other tests use the stored figures");
        Assert.Equal(PyTorch.Stored.Keys.Order(StringComparer.Ordinal), live.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, stored) in PyTorch.Stored)
        {
            Assert.Equal(stored.Length, live[name].Length);
            Assert.All(stored.Zip(live[name]), pair => Assert.InRange(pair.Second, pair.First - (1e-5 * (1 + Math.Abs(pair.First))), pair.First + (1e-5 * (1 + Math.Abs(pair.First)))));
        }
    }
}
