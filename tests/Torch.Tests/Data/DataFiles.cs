using System.IO.Compression;
using System.Text;

namespace HyperScaffold.Torch.Tests.Data;

/// <summary>A folder of made-up data files, deleted in the end.</summary>
internal sealed class DataFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-data").FullName;

    internal string Write(string name, params byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }

    internal string Cut(string path, int bytes)
    {
        var cut = path.Replace("whole", "cut", StringComparison.Ordinal);
        File.WriteAllBytes(cut, File.ReadAllBytes(path)[..^bytes]);
        return cut;
    }

    internal static byte[] Idx(byte type, int[] shape, params byte[] values) =>
        [0, 0, type, (byte)shape.Length, .. shape.SelectMany(n => BitConverter.GetBytes(n).Reverse()), .. values];

    internal static byte[] Npy(string header, params byte[] values)
    {
        var text = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. values];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
