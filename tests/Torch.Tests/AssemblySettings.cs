using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

// libtorch has one random generator a process: tests that seed it must not run beside each other
[assembly: CollectionBehavior(DisableTestParallelization = true)]
