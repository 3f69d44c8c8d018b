using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Hosting;

/// <summary>What commands get by their constructors.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where they write.</param>
/// <param name="shutdown">When to end.</param>
/// <param name="time">The clock.</param>
internal sealed class ToolServices(ToolEnvironment environment, Terminal terminal, ShutdownToken shutdown, TimeProvider time) : IServiceProvider
{
    private readonly Dictionary<Type, object> _services = new()
    {
        [typeof(ToolEnvironment)] = environment,
        [typeof(Terminal)] = terminal,
        [typeof(ShutdownToken)] = shutdown,
        [typeof(TimeProvider)] = time,
        [typeof(IConsole)] = new PlainConsole(terminal.Out, terminal.Error, terminal.In),
    };

    /// <summary>Gets the terminal.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>Gets the shutdown token.</summary>
    public ShutdownToken Shutdown { get; } = shutdown;

    /// <summary>Gets the environment.</summary>
    public ToolEnvironment Environment { get; } = environment;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Gets McMaster's console.</summary>
    public IConsole Console => (IConsole)_services[typeof(IConsole)];

    /// <summary>The services of this process.</summary>
    /// <param name="shutdown">When to end.</param>
    /// <returns>The services.</returns>
    public static ToolServices OfProcess(ShutdownToken shutdown)
    {
        var environment = ToolEnvironment.OfProcess();
        return new ToolServices(environment, Terminal.OfProcess(environment), shutdown, TimeProvider.System);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => serviceType == typeof(ToolServices) ? this : _services.GetValueOrDefault(serviceType);
}
