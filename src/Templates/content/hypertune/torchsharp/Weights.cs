using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Digits;

/// <summary>Writes weights in the safetensors format, which Python reads too: a length, a header, then the numbers.</summary>
internal static class Weights
{
    private const int FloatBytes = sizeof(float);

    public static void Save(string path, Dictionary<string, Tensor> weights)
    {
        var header = new Dictionary<string, object>();
        var end = 0L;
        foreach (var (name, weight) in weights)
        {
            var start = end;
            end += weight.numel() * FloatBytes;
            header[name] = new { dtype = "F32", weight.shape, data_offsets = new[] { start, end } };
        }

        var json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        foreach (var weight in weights.Values)
        {
            using var scope = NewDisposeScope();
            file.Write(MemoryMarshal.AsBytes<float>(weight.detach().cpu().to(float32).data<float>().ToArray()));
        }
    }
}
