using System.Text;
using Spectre.Console;

namespace HyperScaffold.Tool.Hosting;

/// <summary>
/// Where commands write: results to <see cref="Out"/>, talk to <see cref="Error"/>. Spectre is loaded on the first use of
/// <see cref="Ansi"/> only. No escape sequence is written into a pipe, and no colour where NO_COLOR is set.
/// </summary>
internal sealed class Terminal
{
    private readonly Lazy<IAnsiConsole> _ansi;
    private readonly ToolEnvironment _environment;

    /// <summary>Initializes a new instance of the <see cref="Terminal"/> class.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where talk goes.</param>
    /// <param name="input">Where answers come from.</param>
    /// <param name="isInteractive">True on a real terminal that understands escape sequences.</param>
    /// <param name="environment">The environment, for NO_COLOR.</param>
    public Terminal(TextWriter output, TextWriter error, TextReader input, bool isInteractive, ToolEnvironment environment)
    {
        (Out, Error, In, IsInteractive, _environment) = (output, error, input, isInteractive, environment);
        _ansi = new Lazy<IAnsiConsole>(CreateAnsi);
    }

    /// <summary>Gets the writer of results.</summary>
    public TextWriter Out { get; }

    /// <summary>Gets the writer of talk: progress, warnings, errors.</summary>
    public TextWriter Error { get; }

    /// <summary>Gets the reader of answers.</summary>
    public TextReader In { get; }

    /// <summary>Gets a value indicating whether a person sees the output on a terminal; live displays and questions need it.</summary>
    public bool IsInteractive { get; }

    /// <summary>Gets a value indicating whether colours may be written.</summary>
    public bool HasColor => IsInteractive && !_environment.Has("NO_COLOR");

    /// <summary>Gets Spectre's console over <see cref="Out"/>, for tables and live displays.</summary>
    public IAnsiConsole Ansi => _ansi.Value;

    /// <summary>The terminal of this process.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The terminal.</returns>
    public static Terminal OfProcess(ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var interactive = !Console.IsOutputRedirected && !Console.IsInputRedirected
            && environment.Variable("TERM") is not "dumb" && (OperatingSystem.IsWindows() || environment.Has("TERM"));
        return new Terminal(Console.Out, Console.Error, Console.In, interactive, environment);
    }

    /// <summary>Takes control characters out of text from a plan, a database or another program.</summary>
    /// <param name="text">Any text; null gives the empty one.</param>
    /// <returns>The text on one line, without escape sequences.</returns>
    public static string Clean(string? text)
    {
        var builder = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (Rune.IsControl(rune) || IsDirectional(rune.Value))
            {
                builder.Append(rune.Value is '\n' or '\t' ? " " : string.Empty);
                continue;
            }

            builder.Append(rune.ToString());
        }

        return builder.ToString();
    }

    /// <summary>Writes one line of results, cleaned.</summary>
    /// <param name="line">The line.</param>
    public void Write(string line) => Out.WriteLine(Clean(line));

    /// <summary>Writes one line of talk, cleaned.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line) => Error.WriteLine(Clean(line));

    /// <summary>Asks a question and waits for a line, or for the command's end.</summary>
    /// <param name="question">The question, cleaned.</param>
    /// <param name="cancellation">Ends the waiting: a signal does not end a read by itself.</param>
    /// <returns>The answer without blanks around it; null where the input ended.</returns>
    /// <exception cref="OperationCanceledException">The command ends.</exception>
    public string? Ask(string question, CancellationToken cancellation)
    {
        Error.Write(Clean(question));
        Error.Flush();
        var answer = Task.Run(In.ReadLine, CancellationToken.None);
        try
        {
            answer.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            // what is said next begins a line of its own
            Error.WriteLine();
            throw;
        }

        return answer.GetAwaiter().GetResult()?.Trim();
    }

    // bidirectional overrides can make a line read as something else than it is (CVE-2021-42574)
    private static bool IsDirectional(int value) => value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029;

    private IAnsiConsole CreateAnsi()
    {
        var settings = new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = HasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        };
        var console = AnsiConsole.Create(settings);
        if (!IsInteractive)
        {
            console.Profile.Width = 120;
        }

        return console;
    }
}
