using System.Reflection;
using System.Text;
using McMaster.Extensions.CommandLineUtils.Conventions;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Gives each command its examples, its exit codes and the exit code 2 for wrong options.</summary>
/// <param name="terminal">Where errors go.</param>
internal sealed class HelpConvention(Terminal terminal) : IConvention
{
    /// <inheritdoc/>
    public void Apply(ConventionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Application.ThrowOnUnexpectedArgument = false;
        context.Application.HelpTextGenerator = new TypedHelp();
        context.Application.ValidationErrorHandler = result =>
        {
            terminal.Say($"hyper: error: {result.ErrorMessage} See: {UnknownArguments.PathOf(context.Application)} --help");
            return ExitCode.WrongUse;
        };
        if (context.ModelType is { } type)
        {
            context.Application.ExtendedHelpText = Help(type);
        }
    }

    private static string Help(Type type)
    {
        var text = new StringBuilder();
        var examples = type.GetCustomAttributes<ExampleAttribute>().ToList();
        if (examples.Count > 0)
        {
            var width = examples.Max(e => e.Command.Length);
            text.Append("\nExamples:\n");
            examples.ForEach(e => text.Append($"  dotnet hyper {e.Command.PadRight(width)}  {e.Meaning}\n"));
        }

        var codes = type.GetCustomAttribute<ExitCodesAttribute>();
        text.Append("\nExit codes:\n");
        text.Append($"  0    {codes?.Done ?? "done"}\n");
        text.Append(codes?.Failed is { } failed ? $"  1    {failed}\n" : string.Empty);
        text.Append("  2    wrong use, or a plan that cannot be read or that rules stop\n");
        text.Append("  130  interrupted; the work so far is kept\n");
        return text.ToString();
    }
}
