using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Hosting;

/// <summary>
/// The console that McMaster writes help and errors to. It always says that it is redirected, since McMaster opens a
/// pager for help on a terminal otherwise, which no script and few people expect.
/// </summary>
/// <param name="output">Where results go.</param>
/// <param name="error">Where talk goes.</param>
/// <param name="input">Where answers come from.</param>
internal sealed class PlainConsole(TextWriter output, TextWriter error, TextReader input) : IConsole
{
    /// <inheritdoc/>
    public event ConsoleCancelEventHandler? CancelKeyPress
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public TextWriter Out { get; } = output;

    /// <inheritdoc/>
    public TextWriter Error { get; } = error;

    /// <inheritdoc/>
    public TextReader In { get; } = input;

    /// <inheritdoc/>
    public bool IsInputRedirected => true;

    /// <inheritdoc/>
    public bool IsOutputRedirected => true;

    /// <inheritdoc/>
    public bool IsErrorRedirected => true;

    /// <inheritdoc/>
    public ConsoleColor ForegroundColor { get; set; }

    /// <inheritdoc/>
    public ConsoleColor BackgroundColor { get; set; }

    /// <inheritdoc/>
    public void ResetColor()
    {
    }
}
