using HyperScaffold.Torch.Data;

namespace HyperScaffold.Torch.Tests.Fusing;

/// <summary>Small images of noise with a bright row or column: ten steps of 16 rows are an epoch.</summary>
internal static class Pictures
{
    internal const int Side = 6;

    internal static DataSplit Make(bool flat = true)
    {
        using var scope = NewDisposeScope();
        var random = new RandomSource(1);
        const int Pixels = Side * Side;
        var features = new float[200 * Pixels];
        var labels = new long[200];
        for (var image = 0; image < labels.Length; image++)
        {
            var place = random.NextIndex(Side);
            labels[image] = image % 3;
            for (var i = 0; i < Pixels; i++)
            {
                var bright = labels[image] switch { 0 => i / Side == place, 1 => i % Side == place, _ => i / Side == i % Side };
                features[(image * Pixels) + i] = (float)((bright ? 1 : 0) + (0.3 * random.NextNormal()));
            }
        }

        using var all = new Samples(tensor(features, flat ? [200, Pixels] : [200, 1, Side, Side]), tensor(labels));
        return DataSplit.Stratified(all, 154, 26, 20, 1);
    }
}
