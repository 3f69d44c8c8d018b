using System.Buffers.Binary;
using System.Text;

namespace HyperScaffold.Torch.Formats;

/// <summary>
/// Reads the part of Python's pickle protocol (versions 2 to 4) that weights need. Lists and tuples become lists,
/// dictionaries become dictionaries, whole numbers long; a call makes only what <see cref="PickledTensors"/> knows.
/// </summary>
internal sealed class PickleReader(byte[] pickle)
{
    private static readonly object Mark = new();

    private readonly Stack<object?> _stack = new();
    private readonly Dictionary<long, object?> _memo = [];
    private int _place;

    /// <summary>Reads the object.</summary>
    /// <exception cref="InvalidDataException">The pickle is damaged or holds what is not supported.</exception>
    internal object? Read()
    {
        while (true)
        {
            var code = (char)Take(1)[0];
            if (code == '.')
            {
                return Pop();
            }

            if (!TryValue(code) && !TryMemo(code))
            {
                Combine(code);
            }
        }
    }

    private bool TryValue(char code)
    {
        switch (code)
        {
            case '(': _stack.Push(Mark); break;
            case '}': _stack.Push(new Dictionary<object, object?>()); break;
            case ']' or ')': _stack.Push(new List<object?>()); break;
            case 'N': _stack.Push(null); break;
            case '\x88': _stack.Push(true); break;
            case '\x89': _stack.Push(false); break;
            case 'K': _stack.Push((long)Take(1)[0]); break;
            case 'M': _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 'J': _stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case '\x8a': _stack.Push(Whole(Take(Take(1)[0]))); break;
            case 'G': _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': _stack.Push(Text(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break;
            case '\x8c': _stack.Push(Text(Take(1)[0])); break;
            default: return false;
        }

        return true;
    }

    private bool TryMemo(char code)
    {
        switch (code)
        {
            case '\x80': Take(1); break;
            case '\x95': Take(8); break;
            case 'q': _memo[Take(1)[0]] = Peek(); break;
            case 'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek(); break;
            case '\x94': _memo[_memo.Count] = Peek(); break;
            case 'h': _stack.Push(Remembered(Take(1)[0])); break;
            case 'j': _stack.Push(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case '0': Pop(); break;
            default: return false;
        }

        return true;
    }

    private void Combine(char code)
    {
        switch (code)
        {
            case 't': _stack.Push(ToMark()); break;
            case '\x85' or '\x86' or '\x87': _stack.Push(Tuple(code - '\x84')); break;
            case 's': Set([.. Tuple(2)]); break;
            case 'u': Set(ToMark()); break;
            case 'a': Append(Tuple(1)); break;
            case 'e': Append(ToMark()); break;
            case 'c': _stack.Push(new PickleGlobal($"{Line()} {Line()}")); break;
            case 'Q': _stack.Push(PickledTensors.Storage(Pop())); break;
            case 'R': Call(); break;
            case 'b': Pop(); break;                                  // the state of an ordered dictionary: PyTorch's _metadata
            case '\x93': { var name = Pop(); _stack.Push(new PickleGlobal($"{Pop()} {name}")); break; }
            default: throw new InvalidDataException($"its pickle uses the instruction 0x{(int)code:x2}, which weights do not need.");
        }
    }

    private void Call()
    {
        var arguments = Pop() as List<object?> ?? throw new InvalidDataException("a call has no arguments.");
        var callable = Pop() as PickleGlobal ?? throw new InvalidDataException("a call has no name.");
        _stack.Push(PickledTensors.Make(callable.Name, arguments));
    }

    private void Set(List<object?> items)
    {
        var target = Peek() as Dictionary<object, object?> ?? throw new InvalidDataException("items were put into what is no dictionary.");
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            target[items[i] ?? throw new InvalidDataException("a name is missing.")] = items[i + 1];
        }
    }

    private void Append(List<object?> items)
    {
        var target = Peek() as List<object?> ?? throw new InvalidDataException("items were put into what is no list.");
        target.AddRange(items);
    }

    private List<object?> ToMark()
    {
        var items = new List<object?>();
        for (var item = Pop(); !ReferenceEquals(item, Mark); item = Pop())
        {
            items.Add(item);
        }

        items.Reverse();
        return items;
    }

    private List<object?> Tuple(int count)
    {
        var items = new List<object?>();
        for (var i = 0; i < count; i++)
        {
            items.Add(Pop());
        }

        items.Reverse();
        return items;
    }

    private object? Pop() => _stack.TryPop(out var item) ? item : throw new InvalidDataException("its pickle is damaged.");

    private object? Peek() => _stack.TryPeek(out var item) ? item : throw new InvalidDataException("its pickle is damaged.");

    private object? Remembered(long key) =>
        _memo.TryGetValue(key, out var item) ? item : throw new InvalidDataException("its pickle is damaged.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > pickle.Length - _place)
        {
            throw new InvalidDataException("its pickle ends too early.");
        }

        _place += count;
        return pickle.AsSpan(_place - count, count);
    }

    private string Text(int bytes) => Encoding.UTF8.GetString(Take(bytes));

    private string Line()
    {
        var length = pickle.AsSpan(_place).IndexOf((byte)'\n');
        var line = length < 0 ? throw new InvalidDataException("its pickle ends too early.") : Text(length);
        Take(1);
        return line;
    }

    private static long Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8)
        {
            throw new InvalidDataException("it holds a whole number of over 64 bits.");
        }

        var number = bytes.Length > 0 && bytes[^1] > 127 ? -1L : 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}
