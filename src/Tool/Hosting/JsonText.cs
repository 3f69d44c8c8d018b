using System.Text.Encodings.Web;
using System.Text.Json;

namespace HyperScaffold.Tool.Hosting;

/// <summary>How the tool writes JSON: indented, LF line ends, readable text.</summary>
internal static class JsonText
{
    /// <summary>Gets the options.</summary>
    public static JsonSerializerOptions Pretty { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
