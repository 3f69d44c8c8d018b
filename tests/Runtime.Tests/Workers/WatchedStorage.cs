using System.Reflection;
using System.Runtime.ExceptionServices;
using HyperScaffold.Storage;

namespace HyperScaffold.Runtime.Tests.Workers;

/// <summary>A storage whose calls a test sees.</summary>
public class WatchedStorage : DispatchProxy
{
    private IStorage _inner = null!;
    private Action<string, object?[]> _before = (_, _) => { };
    private Action<string, object?[]> _after = (_, _) => { };

    public static IStorage Around(IStorage inner, Action<string, object?[]>? before = null, Action<string, object?[]>? after = null)
    {
        var proxy = Create<IStorage, WatchedStorage>();
        var watched = (WatchedStorage)(object)proxy;
        (watched._inner, watched._before, watched._after) = (inner, before ?? watched._before, after ?? watched._after);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _before(targetMethod!.Name, args ?? []);
        try
        {
            var result = targetMethod.Invoke(_inner, args);
            _after(targetMethod.Name, args ?? []);
            return result;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException ?? e);
            throw;
        }
    }
}
