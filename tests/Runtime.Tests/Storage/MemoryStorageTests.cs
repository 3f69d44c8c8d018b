using HyperScaffold.Contracts;
using HyperScaffold.Storage;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class MemoryStorageTests : StorageContract
{
    protected override IStorage Open() => StorageFactory.Open("memory:");
}
