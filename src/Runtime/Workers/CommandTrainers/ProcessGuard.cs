using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>
/// Ends the process group of a running trial when this process dies in a way in which it cannot do so itself (kill -9,
/// out of memory). A shell in a group of its own reads the group's identifier from a pipe; when the pipe breaks, the
/// group gets SIGTERM, and SIGKILL 10 seconds later. Without a shell or groups (Windows) there is no guard.
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        group=
        while IFS= read -r line; do group=$line; done
        [ -n "$group" ] || exit 0
        kill -s TERM -- "-$group" || exit 0
        count=0
        while [ "$count" -lt 100 ] && kill -s 0 -- "-$group"; do sleep 0.1; count=$((count + 1)); done
        kill -s KILL -- "-$group"
        """;

    private readonly StreamWriter? _input;

    /// <summary>Initializes a new instance of the <see cref="ProcessGuard"/> class and starts its shell.</summary>
    public ProcessGuard()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, UseShellExecute = false };
        var path = start.Environment.TryGetValue("PATH", out var value) ? value : null;
        if (OperatingSystem.IsWindows() || ProgramFinder.TryFind("setsid", path) is not { } setsid)
        {
            return;
        }

        start.FileName = setsid;
        start.ArgumentList.Add("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        try
        {
            using var shell = Process.Start(start);
            _input = shell?.StandardInput;
        }
        catch (Win32Exception)
        {
            // no shell, no guard: everything else works without it
        }
    }

    /// <summary>Guards a group from now on, instead of the one before.</summary>
    /// <param name="group">The group; null guards nothing.</param>
    public void Watch(ProcessGroup? group)
    {
        if (_input is null || group is { IsGroup: false })
        {
            return;
        }

        try
        {
            _input.WriteLine(group?.Id.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
            _input.Flush();
        }
        catch (IOException)
        {
            // somebody ended the guard; the trial goes on without it
        }
    }

    /// <summary>Lets the guard act now on the group that it watches, if any.</summary>
    public void Dispose()
    {
        try
        {
            _input?.Dispose();
        }
        catch (IOException)
        {
            // somebody ended the guard
        }
    }
}
