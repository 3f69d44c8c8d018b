using System.Reflection;

namespace HyperScaffold.Tool.Hosting;

/// <summary>The tool's version.</summary>
internal static class ToolVersion
{
    /// <summary>Gets the version as released, without build metadata: <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
