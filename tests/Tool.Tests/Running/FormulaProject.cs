using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Tool.Tests.Commands;

namespace HyperScaffold.Tool.Tests.Running;

/// <summary>
/// A real project that trains by a formula instead of a network: it is generated, built and run in worker processes,
/// against the runtime that lies beside the tests, and needs no package.
/// </summary>
internal sealed class FormulaProject : IDisposable
{
    public const string Plan = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize }
        budget: { epochs: 4 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
        phases:
          - { name: learning-rate,  question: Which?, tune: [learning_rate], trials: 12 }
          - { name: regularization, question: How?,   tune: [dropout],       trials: 12, when: overfitting }
        search: { seed: 1, workers: 2 }
        """;

    private const string Training = """
        using HyperScaffold.Studies;

        namespace Digits;

        public sealed record Epoch(int Number, double TrainAccuracy, double ValidationAccuracy);

        public static class Training
        {
            public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
            {
                for (var epoch = 1; epoch <= context.Epochs; epoch++)
                {
                    Thread.Sleep(MILLISECONDS);
                    var peak = 0.95 - (0.05 * Math.Pow(Math.Log10(hp.LearningRate / 0.05), 2)) - (0.1 * hp.Dropout);
                    var noise = 0.001 * Math.Sin(context.Seed * 12.9898);
                    context.Log(epoch, "train_value", peak + TRAIN);
                    context.Log(epoch, "validation_loss", 0.5 + (RISE * epoch));
                    yield return new Epoch(epoch, peak, (peak * (1 - Math.Pow(0.3, epoch))) + noise);
                }

                context.TestScore = context.ScoreTest ? 0.9 : null;
            }
        }
        """;

    private readonly TempProject _project;

    public FormulaProject(string plan = Plan, bool overfits = false, int milliseconds = 1)
    {
        _project = new TempProject(plan);
        var here = AppContext.BaseDirectory;
        Write("Digits.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{here}HyperScaffold.Runtime.dll;{here}Microsoft.Data.Sqlite.dll;{here}SQLitePCLRaw.*.dll;{here}Npgsql.dll;{here}MathNet.Numerics.dll" />
                <None Include="{here}runtimes/linux-x64/native/*.so" CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
            </Project>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Program.cs", "using Digits;\nusing HyperScaffold.Workers;\n\nreturn TrainingProgram.Run(args, context => Training.Fit(HyperParameters.Tuned, context));\n");
        Write("Training.cs", Training
            .Replace("MILLISECONDS", milliseconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("TRAIN", overfits ? "0.2" : "0.0", StringComparison.Ordinal)
            .Replace("RISE", overfits ? "0.1" : "0.0", StringComparison.Ordinal));
    }

    public string Folder => _project.Folder;

    public string Read(string name) => File.ReadAllText(_project.PathOf(name));

    public bool Has(string name) => File.Exists(_project.PathOf(name));

    public void Write(string name, string text) => File.WriteAllText(_project.PathOf(name), text);

    /// <summary>Runs the tool in this process.</summary>
    public ToolRun Run(params string[] args) => ToolRun.In(Folder, args);

    /// <summary>Starts the tool as a process of its own, which a test may kill.</summary>
    public Process Start(params string[] args)
    {
        var info = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "dotnet-hyper.dll"));
        args.ToList().ForEach(info.ArgumentList.Add);
        return Process.Start(info)!;
    }

    public void Dispose() => _project.Dispose();
}
