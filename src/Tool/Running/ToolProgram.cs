using System.Collections.Immutable;

namespace HyperScaffold.Tool.Running;

/// <summary>How a program of workers is started: the project's own, or this tool where a command trains.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its first arguments.</param>
internal sealed record ToolProgram(string FileName, ImmutableArray<string> Arguments)
{
    private const string Name = "dotnet-hyper";

    /// <summary>This tool: its own executable where it runs by one, otherwise its assembly under dotnet.</summary>
    /// <param name="dotnet">The dotnet program.</param>
    /// <returns>How it is started.</returns>
    public static ToolProgram Self(string dotnet)
    {
        var process = Environment.ProcessPath ?? string.Empty;
        return Path.GetFileNameWithoutExtension(process) switch
        {
            Name => new ToolProgram(process, []),
            "dotnet" => new ToolProgram(process, [Assembly]),
            _ => new ToolProgram(dotnet, [Assembly]),
        };
    }

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, Name + ".dll");
}
