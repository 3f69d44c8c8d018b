using HyperScaffold.Tool.Plans;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Refuses what no command knows. McMaster would do so too, but prints a hint among the results first.</summary>
internal static class UnknownArguments
{
    /// <summary>Throws if an argument was left over.</summary>
    /// <param name="command">The command that the line selected.</param>
    /// <exception cref="UsageException">There is one.</exception>
    public static void Refuse(CommandLineApplication command)
    {
        if (command.RemainingArguments is not [var unknown, ..])
        {
            return;
        }

        var known = unknown.StartsWith('-') ? Options(command) : command.Commands.Select(c => c.Name);
        throw new UsageException($"There is no command or option '{Terminal.Clean(unknown)}' here{Spelling.DidYouMean(unknown, known)} See: {PathOf(command)} --help");
    }

    /// <summary>A command as it is typed.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Such as <c>dotnet hyper phase next</c>.</returns>
    public static string PathOf(CommandLineApplication command) =>
        command.Parent is null ? command.Name ?? string.Empty : $"{PathOf(command.Parent)} {command.Name}";

    private static IEnumerable<string> Options(CommandLineApplication command) => command.GetOptions().Select(o => "--" + o.LongName);
}
