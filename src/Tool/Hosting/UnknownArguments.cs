using System.Collections.Immutable;
using HyperScaffold.Tool.Plans;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Refuses what no command knows. McMaster would do so too, but prints a hint among the results first.</summary>
internal static class UnknownArguments
{
    private static readonly ImmutableDictionary<string, string> Optunas = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["create-study"] = "study create",
        ["delete-study"] = "study delete",
        ["studies"] = "study list",
        ["study-names"] = "study list",
        ["best-trial"] = "best STUDY",
        ["best-trials"] = "best STUDY",
        ["set-user-attr"] = "study attr set",
        ["--search-space"] = "--space",
        ["--values"] = "--value",
    });

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
        throw new UsageException($"There is no command or option '{Terminal.Clean(unknown)}' here{Hint(unknown, known)} See: {PathOf(command)} --help");
    }

    // Optuna's command line has other words for the same
    private static string Hint(string unknown, IEnumerable<string> known) =>
        Optunas.TryGetValue(unknown, out var ours) ? $"; what Optuna calls so is '{ours}'." : Spelling.DidYouMean(unknown, known);

    /// <summary>A command as it is typed.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Such as <c>dotnet hyper phase next</c>.</returns>
    public static string PathOf(CommandLineApplication command) =>
        command.Parent is null ? command.Name ?? string.Empty : $"{PathOf(command.Parent)} {command.Name}";

    private static IEnumerable<string> Options(CommandLineApplication command) => command.GetOptions().Select(o => "--" + o.LongName);
}
