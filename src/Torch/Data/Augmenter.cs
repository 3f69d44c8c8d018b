namespace HyperScaffold.Torch.Data;

/// <summary>Changes pictures of one size. Used on one thread.</summary>
internal sealed class Augmenter
{
    private readonly Augmentation _options;
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _plane;

    /// <summary>Initializes a new instance of the <see cref="Augmenter"/> class.</summary>
    /// <param name="options">The changes.</param>
    /// <param name="shape">The shape of one row of features.</param>
    /// <exception cref="HyperException">The rows are no pictures of that width.</exception>
    internal Augmenter(Augmentation options, ReadOnlySpan<long> shape)
    {
        _options = options;
        var last = shape.Length == 0 ? 1 : (int)shape[^1];
        _width = options.Width ?? (shape.Length > 1 ? last : (int)Math.Round(Math.Sqrt(last)));
        _height = shape.Length > 1 ? (int)shape[^2] : last / _width;
        var isFlat = shape.Length == 1;
        if (isFlat ? _width * _height != last || (options.Width is null && _width != _height) : _width != last)
        {
            throw new HyperException($"Augmentation needs rows that are pictures, but a row has the shape [{string.Join(", ", shape.ToArray())}] and lines of {_width} pixels. Set Augmentation.Width to the pixels of a line.");
        }

        _plane = new float[_width * _height];
    }

    /// <summary>Changes one row.</summary>
    /// <param name="row">Its pixels, channel by channel.</param>
    /// <param name="random">Decides how.</param>
    internal void Apply(Span<float> row, RandomSource random)
    {
        var (right, down) = (Step(random), Step(random));
        var flip = _options.Flip && random.NextDouble() < 0.5;
        var (left, top) = _options.Cutout > 0 ? (random.NextIndex(_width), random.NextIndex(_height)) : (0, 0);
        for (var start = 0; start < row.Length; start += _plane.Length)
        {
            var plane = row.Slice(start, _plane.Length);
            Move(plane, right, down, flip);
            Cut(plane, left, top);
        }
    }

    private int Step(RandomSource random) => _options.Shift == 0 ? 0 : random.NextIndex((2 * _options.Shift) + 1) - _options.Shift;

    private void Move(Span<float> plane, int right, int down, bool flip)
    {
        if (right == 0 && down == 0 && !flip)
        {
            return;
        }

        plane.CopyTo(_plane);
        plane.Clear();
        for (var y = Math.Max(0, down); y < Math.Min(_height, _height + down); y++)
        {
            var source = _plane.AsSpan((y - down) * _width, _width);
            var target = plane.Slice(y * _width, _width);
            for (var x = Math.Max(0, right); x < Math.Min(_width, _width + right); x++)
            {
                target[x] = source[flip ? _width - 1 - (x - right) : x - right];
            }
        }
    }

    // the square's middle lies inside the picture, so that parts of it may lie outside
    private void Cut(Span<float> plane, int left, int top)
    {
        var half = _options.Cutout / 2;
        var (from, to) = (Math.Max(0, left - half), Math.Min(_width, left - half + _options.Cutout));
        for (var y = Math.Max(0, top - half); y < Math.Min(_height, top - half + _options.Cutout); y++)
        {
            plane[((y * _width) + from)..((y * _width) + to)].Clear();
        }
    }
}
