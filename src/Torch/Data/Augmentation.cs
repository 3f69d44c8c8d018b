using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Data;

/// <summary>
/// Small random changes of pictures while training, another one each epoch. They are a function of seed, epoch and row
/// alone, so that a training shows the same pictures again whenever it is repeated or goes on.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Gets by how many pixels a picture is moved at most, up or down and sideways, at least 0; what moves in is 0.</summary>
    /// <value>The default is 0.</value>
    public int Shift { get; init; }

    /// <summary>Gets a value indicating whether half of the pictures are mirrored, left to right. Leave it off where the mirror image means something else, as with digits.</summary>
    public bool Flip { get; init; }

    /// <summary>Gets the side of the square, in pixels, that is set to 0 at a random place, at least 0 (DeVries and Taylor 2017).</summary>
    /// <value>The default is 0.</value>
    public int Cutout { get; init; }

    /// <summary>Gets the pixels of a line, at least 1.</summary>
    /// <value>The default is null: the last dimension of the features, or the root of a flat row that is a square.</value>
    public int? Width { get; init; }

    /// <summary>Gets a value indicating whether nothing is changed.</summary>
    internal bool IsNone => Shift == 0 && !Flip && Cutout == 0;

    internal void Check(OptionChecks checks)
    {
        checks.AtLeast(0, nameof(Shift), Shift, "Start from 2");
        checks.AtLeast(0, nameof(Cutout), Cutout, "Start from a quarter of the picture's side");
        checks.AtLeast(1, nameof(Width), Width ?? 1, "Give the pixels of a line");
    }
}
