namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("hyper-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    public string Url(string name = "studies.db") => "sqlite:///" + File(name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
