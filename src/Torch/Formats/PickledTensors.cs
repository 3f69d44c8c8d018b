using System.Globalization;

namespace HyperScaffold.Torch.Formats;

/// <summary>Turns what a pickle names into tensors, and finds those within dictionaries and lists.</summary>
internal static class PickledTensors
{
    private const int DeepestNesting = 32;

    /// <summary>The object that a call within a pickle makes.</summary>
    /// <exception cref="InvalidDataException">It is none that holds tensors.</exception>
    internal static object? Make(string callable, List<object?> arguments) => (callable, arguments.Count) switch
    {
        ("collections OrderedDict", 0) => new Dictionary<object, object?>(),
        ("torch._utils _rebuild_tensor_v2", >= 4) => Tensor(arguments),
        ("torch._utils _rebuild_parameter", >= 1) => arguments[0],
        ("torch Size", 1) => arguments[0],
        ("torch device", _) => null,
        _ => throw new InvalidDataException($"it holds {callable.Replace(' ', '.')}, which is no tensor."),
    };

    /// <summary>The storage that a persistent id stands for, with its key.</summary>
    internal static (TorchStorage Storage, string Key) Storage(object? id)
    {
        if (id is List<object?> { Count: >= 3 } parts && parts[0] is "storage" && parts[1] is PickleGlobal { Name: var name } && parts[2] is string key
            && TorchStorage.Named(name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is { } storage)
        {
            return (storage, key);
        }

        throw new InvalidDataException("it holds elements of an unknown type.");
    }

    /// <summary>The tensors within an object, with dotted names.</summary>
    internal static IEnumerable<(string Name, PickledTensor Tensor)> In(object? root) => In(string.Empty, root, 0);

    private static IEnumerable<(string Name, PickledTensor Tensor)> In(string name, object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new InvalidDataException("its dictionaries are nested too deeply.");
        }

        return value switch
        {
            PickledTensor tensor => [(name, tensor)],
            Dictionary<object, object?> items => items.SelectMany(i => In(Join(name, i.Key), i.Value, depth + 1)),
            List<object?> items => items.SelectMany((item, n) => In(Join(name, n), item, depth + 1)),
            _ => [],
        };
    }

    private static string Join(string name, object key)
    {
        var text = Convert.ToString(key, CultureInfo.InvariantCulture);
        return name.Length == 0 ? text ?? string.Empty : $"{name}.{text}";
    }

    private static PickledTensor Tensor(List<object?> arguments) =>
        arguments is [ValueTuple<TorchStorage, string> storage, long offset, List<object?> shape, List<object?> strides, ..]
            ? new PickledTensor(storage.Item1, storage.Item2, offset, Numbers(shape), Numbers(strides))
            : throw new InvalidDataException("a tensor is not described as PyTorch does.");

    private static long[] Numbers(List<object?> values) =>
        [.. values.Select(v => v is long n ? n : throw new InvalidDataException("a length is no whole number."))];
}
