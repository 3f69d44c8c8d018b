using System.Reflection;
using HyperScaffold.Tool.Commands;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Hosting;

/// <summary>Runs one command line: every exception becomes one message and an exit code.</summary>
internal static class ToolApplication
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="services">What commands get.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, ToolServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        try
        {
            var application = new CommandLineApplication<HyperCommand>(services.Console);
            application.Conventions.UseDefaultConventions().UseConstructorInjection(services);
            application.Conventions.AddConvention(new HelpConvention(services.Terminal));
            application.OnParsingComplete(r => UnknownArguments.Refuse(r.SelectedCommand));
            return application.Execute(args);
        }
        catch (Exception exception) when (Answer(exception, services) is { } answer)
        {
            answer.Lines.ForEach(services.Terminal.Say);
            return answer.Code;
        }
    }

    private static (int Code, List<string> Lines)? Answer(Exception exception, ToolServices services) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Answer(inner, services),
        AggregateException { InnerExceptions: [var only] } => Answer(only, services),
        OperationCanceledException when services.Shutdown.Token.IsCancellationRequested =>
            (ExitCode.Interrupted, ["hyper: interrupted; the work so far is kept."]),
        CommandParsingException e => (ExitCode.WrongUse, [$"hyper: error: {e.Message.TrimEnd('.')}. See: {UnknownArguments.PathOf(e.Command)} --help"]),
        Plans.PlanException e => (ExitCode.WrongUse, [.. e.Lines]),
        UsageException e => (ExitCode.WrongUse, [$"hyper: error: {e.Message}"]),
        Running.BuildException { Lines: var lines } => (ExitCode.Failed, [$"hyper: error: {lines[0]}", .. lines.Skip(1)]),
        HyperException e => (ExitCode.Failed, [$"hyper: error: {e.Message}"]),
        IOException or UnauthorizedAccessException => (ExitCode.Failed, [$"hyper: error: {exception.Message} Check the disk's space and the folder's rights, then run the command again."]),
        _ when services.Environment.Has("HYPER_TRACE") => null,
        _ => (ExitCode.Failed, [$"hyper: error: {exception.GetType().Name}: {exception.Message} This is a fault of HyperScaffold; HYPER_TRACE=1 shows where."]),
    };
}
