using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HyperScaffold.Torch.Fusing;

namespace HyperScaffold.Torch.Interop;

/// <summary>
/// An operator of libtorch by its name, such as <c>aten::add.Tensor</c>. The handle is found at the first call and
/// kept. Arguments that the caller leaves out get the defaults of the operator's schema. Safe on any thread.
/// </summary>
/// <param name="name">The name with its namespace, and the overload after a dot where there is one.</param>
public sealed class Operator(string name)
{
    private const int StackWords = 64;
    private nint _handle;
    private bool? _isMissing;
    private readonly string? _arguments;
    private FusedRule? _rule;

    /// <summary>
    /// Initializes a new instance of the <see cref="Operator"/> class whose callers know its arguments by name, from
    /// the schema of one libtorch. They meet those of the libtorch in use by name: new ones get their defaults, moved
    /// ones are found, a renamed one is the one in its place, and one that is not there must be left out.
    /// </summary>
    /// <param name="name">The name with its namespace, and the overload after a dot where there is one.</param>
    /// <param name="arguments">The names of the arguments, with spaces between them.</param>
    internal Operator(string name, string arguments)
        : this(name) => _arguments = arguments;

    /// <summary>Gets the name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets a value indicating whether the libtorch in use has it.</summary>
    public bool IsKnown => _handle != 0 || (_isMissing ??= Native.Find(Parts.Name, Parts.Overload, _arguments, out _handle) != 0) == false;

    /// <summary>Gets the schema as the libtorch in use reports it: its arguments with types and defaults, and its results.</summary>
    /// <exception cref="TorchException">This libtorch has no such operator.</exception>
    public string Schema
    {
        get
        {
            Native.Check(Native.Schema(Handle, out var text), Name);
            return Marshal.PtrToStringUTF8(text) ?? string.Empty;
        }
    }

    private (string Name, string Overload) Parts =>
        Name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (Name[..dot], Name[(dot + 1)..]) : (Name, string.Empty);

    private nint Handle => _handle != 0 ? _handle : Find();

    /// <summary>Calls an operator that returns one tensor.</summary>
    /// <param name="args">The arguments in the schema's order.</param>
    /// <returns>The tensor, a member of the current dispose scope.</returns>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public torch.Tensor Call(params ReadOnlySpan<Arg> args) => MembersOf(args) is { } members ? Fused(members, args)[0] : CallWhole(args);

    /// <summary>Calls the operator on whole tensors, whatever members they hold.</summary>
    internal unsafe torch.Tensor CallWhole(params ReadOnlySpan<Arg> args)
    {
        Invoke(args, out var results, out var count);
        return count >= 1 && results[0].Kind == ArgKind.Tensor
            ? new torch.Tensor(results[0].Pointer)
            : throw new TorchException(Name, "it returned no tensor");
    }

    /// <summary>Calls an operator whose result is not needed: one that works in place.</summary>
    /// <param name="args">The arguments in the schema's order.</param>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public void Run(params ReadOnlySpan<Arg> args)
    {
        if (MembersOf(args) is { } members)
        {
            Fused(members, args);
        }
        else
        {
            RunWhole(args);
        }
    }

    /// <summary>Calls the operator on whole tensors, whatever members they hold.</summary>
    internal unsafe void RunWhole(params ReadOnlySpan<Arg> args)
    {
        Invoke(args, out var results, out var count);
        for (var i = 0; i < count; i++)
        {
            if (results[i].Kind == ArgKind.Tensor)
            {
                Native.Free(results[i].Pointer);
            }
        }
    }

    /// <summary>Calls an operator that returns several tensors, or a list of them.</summary>
    /// <param name="args">The arguments in the schema's order.</param>
    /// <returns>The tensors, members of the current dispose scope.</returns>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public torch.Tensor[] CallMany(params ReadOnlySpan<Arg> args) => MembersOf(args) is { } members ? Fused(members, args) : CallManyWhole(args);

    /// <summary>Calls the operator on whole tensors, whatever members they hold.</summary>
    internal unsafe torch.Tensor[] CallManyWhole(params ReadOnlySpan<Arg> args)
    {
        Invoke(args, out var results, out var count);
        var tensors = new torch.Tensor[count];
        for (var i = 0; i < count; i++)
        {
            tensors[i] = new torch.Tensor(results[i].Pointer);
        }

        return tensors;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    /// <param name="args">The arguments in the schema's order.</param>
    /// <returns>The number; a truth value is 0 or 1.</returns>
    /// <exception cref="TorchException">libtorch refused.</exception>
    public unsafe double CallNumber(params ReadOnlySpan<Arg> args)
    {
        if (MembersOf(args) is not null)
        {
            throw new NotFusedException($"reading a value with {Name}");
        }

        Invoke(args, out var results, out var count);
        return count < 1 ? double.NaN : results[0].Kind == ArgKind.Double ? results[0].Real : results[0].Bits;
    }

    private static MemberSet? MembersOf(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly var arg in args)
        {
            if (arg.Members is { } members)
            {
                return members;
            }
        }

        return null;
    }

    private torch.Tensor[] Fused(MemberSet members, ReadOnlySpan<Arg> args)
    {
        _rule ??= FusedRules.Of(Name);
        return _rule(new FusedCall(this, members, args));
    }

    [SkipLocalsInit]
    private unsafe void Invoke(ReadOnlySpan<Arg> args, out NativeValue* results, out int count)
    {
        var words = 0;
        foreach (ref readonly var arg in args)
        {
            words += arg.ListLength;
        }

        Span<NativeValue> values = stackalloc NativeValue[args.Length];
        nint[]? rented = null;
        var lists = words <= StackWords ? stackalloc nint[StackWords] : rented = ArrayPool<nint>.Shared.Rent(words);
        fixed (NativeValue* first = values)
        {
            fixed (nint* scratch = lists)
            {
                Fill(args, first, scratch);
                Native.Check(Native.Call(Handle, first, args.Length, out results, out count), Name);
            }
        }

        if (rented is not null)
        {
            ArrayPool<nint>.Shared.Return(rented);
        }

        foreach (ref readonly var arg in args)
        {
            GC.KeepAlive(arg.Owner);
        }
    }

    private static unsafe void Fill(ReadOnlySpan<Arg> args, NativeValue* values, nint* scratch)
    {
        for (var i = 0; i < args.Length; i++)
        {
            ref readonly var arg = ref args[i];
            values[i] = new NativeValue { Kind = arg.Kind, Bits = arg.Bits };
            if (arg.Owner is Array list)
            {
                values[i].Length = list.Length;
                values[i].Pointer = (nint)scratch;
                Copy(list, scratch);
                scratch += list.Length;
            }
        }
    }

    private static unsafe void Copy(Array list, nint* target)
    {
        switch (list)
        {
            case long[] numbers:
                numbers.AsSpan().CopyTo(new Span<long>(target, numbers.Length));
                break;
            case double[] numbers:
                numbers.AsSpan().CopyTo(new Span<double>(target, numbers.Length));
                break;
            case byte[] text:
                text.AsSpan().CopyTo(new Span<byte>(target, text.Length));
                break;
            case torch.Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                {
                    target[i] = tensors[i]?.Handle ?? 0;
                }

                break;
        }
    }

    private nint Find()
    {
        Native.Check(Native.Find(Parts.Name, Parts.Overload, _arguments, out var handle), Name);
        return _handle = handle;
    }
}
