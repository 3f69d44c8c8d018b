namespace HyperScaffold.Analysis;

/// <summary>Divides an axis from 0 to 1 into equal parts.</summary>
internal static class BucketIndex
{
    /// <summary>The part that a position falls into; the last one includes its end.</summary>
    public static int Of(double position, int count) => Math.Clamp((int)Math.Floor(position * count), 0, count - 1);
}
