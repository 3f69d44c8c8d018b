using McMaster.Extensions.CommandLineUtils;
using McMaster.Extensions.CommandLineUtils.HelpText;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Help whose pointer to the help of a group's commands can be typed as it stands.</summary>
internal sealed class TypedHelp : DefaultHelpTextGenerator
{
    /// <inheritdoc/>
    protected override void GenerateCommands(CommandLineApplication application, TextWriter output, IReadOnlyList<CommandLineApplication> visibleCommands, int firstColumnWidth)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(output);
        using var text = new StringWriter { NewLine = output.NewLine };
        base.GenerateCommands(application, text, visibleCommands, firstColumnWidth);
        output.Write(text.ToString().Replace($"Run '{application.Name} ", $"Run '{UnknownArguments.PathOf(application)} ", StringComparison.Ordinal));
    }
}
