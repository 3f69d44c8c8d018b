using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperScaffold.Torch.Interop;

/// <summary>What an earlier process found, so that a start needs neither Python nor the compiler.</summary>
/// <param name="Library">The built shim.</param>
/// <param name="Libtorch">The libtorch behind it, for messages.</param>
/// <param name="Present">The files that must be unchanged.</param>
/// <param name="Absent">The folders that must still be missing.</param>
internal sealed record ShimMemo(string Library, string Libtorch, IReadOnlyList<FileStamp> Present, IReadOnlyList<string> Absent)
{
    /// <summary>Gets a value indicating whether it still describes the machine.</summary>
    [JsonIgnore]
    internal bool Holds => File.Exists(Library) && Present.All(s => FileStamp.Of(s.Path) == s) && !Absent.Any(Directory.Exists);

    /// <summary>Reads a memo; null when there is none that can be read.</summary>
    internal static ShimMemo? TryLoad(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), ShimJson.Default.ShimMemo) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the memo in one step; without it the next start is only slower.</summary>
    internal void TrySave(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(this, ShimJson.Default.ShimMemo));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }
}
