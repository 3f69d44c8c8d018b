namespace HyperScaffold.Tool.Tests.Commands;

/// <summary>A project folder that is gone after the test.</summary>
internal sealed class TempProject : IDisposable
{
    /// <summary>Initializes a new instance of the <see cref="TempProject"/> class.</summary>
    /// <param name="plan">The text of hyper.yaml; null writes none.</param>
    public TempProject(string? plan)
    {
        Folder = Directory.CreateTempSubdirectory("hyper-test").FullName;
        if (plan is not null)
        {
            File.WriteAllText(PathOf("hyper.yaml"), plan);
            File.WriteAllText(PathOf("Digits.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        }
    }

    /// <summary>Gets the folder.</summary>
    public string Folder { get; }

    /// <summary>A path in the folder.</summary>
    /// <param name="name">The relative path.</param>
    /// <returns>The full path.</returns>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        // a process that was just ended may still write its last file
        for (var patience = 40; Directory.Exists(Folder); patience--)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException) when (patience > 0)
            {
                Thread.Sleep(50);
            }
        }
    }
}
