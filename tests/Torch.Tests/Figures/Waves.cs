namespace HyperScaffold.Torch.Tests.Figures;

/// <summary>The same made-up numbers as in figures.py, and how to compare with it.</summary>
internal static class Waves
{
    internal static Tensor Wave(long[] shape, double phase = 0)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return tensor([.. Enumerable.Range(0, (int)count).Select(i => (float)Math.Sin((0.7 * i) + phase))], shape);
    }

    internal static double[] Flat(Tensor values) => Array.ConvertAll(values.detach().data<float>().ToArray(), v => (double)v);

    internal static void AssertFigure(string name, params IEnumerable<double> ours)
    {
        var theirs = PyTorch.Figure(name);
        var mine = ours.ToArray();
        Assert.Equal(theirs.Length, mine.Length);
        for (var i = 0; i < mine.Length; i++)
        {
            Assert.True(Math.Abs(theirs[i] - mine[i]) <= 1e-5 * Math.Max(1, Math.Abs(theirs[i])), $"{name}[{i}]: PyTorch {theirs[i]}, ours {mine[i]}");
        }
    }
}
