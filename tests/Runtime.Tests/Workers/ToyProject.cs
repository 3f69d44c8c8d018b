using HyperScaffold.Runtime.Tests.Storage;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

/// <summary>A study in a SQLite file and the toy program that works for it.</summary>
public sealed class ToyProject : IDisposable
{
    public static readonly SearchSpace Space = SearchSpace.Empty.Float("x", -5, 5);

    private readonly TemporaryFolder _folder = new();

    public ToyProject(bool withSpace = true)
    {
        Storage = StorageFactory.Open(_folder.Url());
        Study = Storage.CreateStudy("toy-parabola", StudyDirection.Minimize);
        if (withSpace)
        {
            Storage.SetStudyAttribute(Study.Id, SpaceJson.AttributeKey, SpaceJson.Write(Space));
        }
    }

    public IStorage Storage { get; }

    public StudyRecord Study { get; }

    public string Folder => _folder.FullPath;

    public string Url => _folder.Url();

    /// <summary>Gets what the workers themselves wrote.</summary>
    public string Logs => string.Concat(Directory.EnumerateFiles(Folder, "worker-*.log", SearchOption.AllDirectories).Select(File.ReadAllText));

    public IReadOnlyList<FrozenTrial> Trials => Storage.Read(Study.Id, StudyCursor.Start).Trials;

    /// <summary>Gets the built program: beside this test's own output.</summary>
    public static string Program
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "HyperScaffold.TestWorker", configuration, "HyperScaffold.TestWorker.dll"));
        }
    }

    public static RoundOrder Explore(int trials) => new() { Round = "explore", Trials = trials, Sampler = "random", Pruner = "none", Epochs = 4 };

    public ProcessOptions Options(int workers = 2, params (string Key, string Value)[] environment) => new()
    {
        FileName = "dotnet",
        Arguments = [Program],
        StorageUrl = Url,
        LogFolder = Path.Combine(Folder, "logs"),
        WorkingFolder = Folder,
        Slots = LocalSlots.Cores(workers),
        Environment = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(environment.Select(e => KeyValuePair.Create(e.Key, e.Value))),
        Backoff = TimeSpan.FromMilliseconds(20),
    };

    public void Dispose()
    {
        Storage.Dispose();
        _folder.Dispose();
    }
}
