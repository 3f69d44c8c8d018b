using System.Globalization;
using System.Reflection;
using System.Text;
using HyperScaffold.Storage;

namespace HyperScaffold.Bench.Torture;

/// <summary>
/// A storage that notes each trial's end in a file after the end was told: what stands there must be in the storage
/// whatever happened since. A line is one write to the operating system, which a killed process cannot take back.
/// </summary>
public class TellNotes : DispatchProxy
{
    private IStorage _storage = null!;
    private Action<string> _note = null!;

    public static IStorage Around(IStorage storage, string file)
    {
        var proxy = Create<IStorage, TellNotes>();
        var told = (TellNotes)(object)proxy;
        var notes = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        told._storage = storage;
        told._note = line => notes.Write(Encoding.UTF8.GetBytes(line));
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? result;
        try
        {
            result = targetMethod!.Invoke(_storage, args);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }

        if (targetMethod.Name == nameof(IStorage.Append) && args is [TrialLease lease, IReadOnlyList<TrialFact> facts, ..] && facts.OfType<TrialFact.Ended>().FirstOrDefault() is { } end)
        {
            _note(string.Create(CultureInfo.InvariantCulture, $"{lease.Number} {end.State} {end.Value:R}\n"));
        }

        return result;
    }
}
