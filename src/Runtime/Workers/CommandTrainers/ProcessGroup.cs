using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>
/// A process that leads a group of its own, with everything that it starts. On Linux <c>setsid</c> of util-linux makes
/// the group: .NET forks and executes in one step, so the parent cannot do it in between, and setsid keeps the process
/// identifier because it executes the command in its own place. Where there is no setsid (macOS, Windows), the tree of
/// processes is ended instead, which misses children whose parent is gone.
/// </summary>
internal sealed class ProcessGroup
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    private readonly Process _leader;

    private ProcessGroup(Process leader, bool isGroup) => (_leader, IsGroup, Id) = (leader, isGroup, leader.Id);

    /// <summary>Gets a value indicating whether the operating system knows the group.</summary>
    public bool IsGroup { get; }

    /// <summary>Gets the identifier of the leader, which is the group's too.</summary>
    public int Id { get; }

    /// <summary>Starts a program as the leader of a new group.</summary>
    /// <param name="start">How; its file name is a full path.</param>
    /// <param name="leader">The process, not started yet.</param>
    /// <returns>The group.</returns>
    /// <exception cref="TrainerStartException">The operating system refuses to start it.</exception>
    public static ProcessGroup Start(ProcessStartInfo start, Process leader)
    {
        var setsid = OperatingSystem.IsWindows() ? null : ProgramFinder.TryFind("setsid", start.Environment.TryGetValue("PATH", out var path) ? path : null);
        var program = start.FileName;
        if (setsid is not null)
        {
            start.ArgumentList.Insert(0, program);
            start.FileName = setsid;
        }

        leader.StartInfo = start;
        try
        {
            leader.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new TrainerStartException($"The trainer's command {program} could not be started: {exception.Message}. Check the program and the folder's rights.", exception);
        }

        return new ProcessGroup(leader, setsid is not null);
    }

    /// <summary>Gets the bytes that the leader itself uses; 0 when it ended.</summary>
    public long LeaderMemory
    {
        get
        {
            try
            {
                _leader.Refresh();
                return _leader.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Asks all processes of the group to end; on Windows, which has no such signal, it ends them.</summary>
    public void Ask()
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
            return;
        }

        Signal(Terminate);
    }

    /// <summary>Ends all processes of the group at once; nothing happens where none is left.</summary>
    public void Kill()
    {
        if (IsGroup)
        {
            Signal(KillNow);
            return;
        }

        try
        {
            _leader.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it ended meanwhile
        }
    }

    // an error means that no process of the group is left
    private void Signal(int signal) => _ = SendSignal(IsGroup ? -Id : Id, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
