using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Formats;

/// <summary>Writes a file of weights beside its place first, so that it appears complete or not at all.</summary>
internal static class WeightsWriting
{
    /// <summary>Writes tensors in the format that the file's ending names: .pt and .pth are PyTorch's, others safetensors.</summary>
    /// <exception cref="HyperException">The file cannot be written, or an element type is not supported.</exception>
    internal static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (Path.GetExtension(path) is ".pt" or ".pth")
        {
            PyTorchFile.Save(path, tensors);
            return;
        }

        SafeTensorsFile.Save(path, tensors);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="HyperException">It cannot be written there.</exception>
    internal static void Write(string path, Action<FileStream> content)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? "/");
            using (var file = File.Create(temporary))
            {
                content(file);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new HyperException($"The weights could not be written to {path}: {e.Message} Free space there or give another file.", e);
        }
    }
}
