using System.Runtime.InteropServices;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;

namespace HyperScaffold.TestWorker;

/// <summary>A toy project: a parabola, and what can go wrong with a training, switched on by environment variables.</summary>
public static class Toy
{
    private const int HogBytes = 200 << 20;
    private const int KillNow = 9;
    private const int NoAddress = 8;

    public static IEnumerable<ToyEpoch> Fit(TrialContext context) => Fit(2.5, context);

    public static IEnumerable<ToyEpoch> Fit(double x, TrialContext context)
    {
        for (var epoch = 1; epoch <= context.Epochs; epoch++)
        {
            Pause();
            context.Log(epoch, "train_loss", x);
            yield return new ToyEpoch(epoch, Math.Pow(x - 2, 2) + (1.0 / epoch));
        }

        context.TestScore = context.ScoreTest ? 0.25 : null;
        if (context.WeightsFile is { } file)
        {
            File.WriteAllText(file, "weights");
        }
    }

    public static void Misbehave(Trial trial)
    {
        switch (Environment.GetEnvironmentVariable("TOY_FAULT"))
        {
            case "throw":
                throw new InvalidOperationException("the data is missing");
            case "exit":
                Console.Error.WriteLine("out of luck");
                Environment.Exit(7);
                break;
            case "once" when trial.Number == 1:
                Environment.FailFast("a fault in native code");
                break;
            case "segv" when trial.Number == 1:
                Environment.Exit((int)Length(NoAddress));
                break;
            case "kill" when trial.Number == 1:
                _ = SendSignal(Environment.ProcessId, KillNow);
                Thread.Sleep(Timeout.Infinite);
                break;
            case "hog":
                Hog();
                break;
            case "threads":
                Console.WriteLine("native OMP_NUM_THREADS " + Marshal.PtrToStringUTF8(NativeVariable("OMP_NUM_THREADS")));
                break;
            case "name":
                trial.SetUserAttribute("process", Environment.ProcessId);
                break;
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }

    [DllImport("libc", EntryPoint = "getenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint NativeVariable(string name);

    // reads what is not there, as a fault in native code does
    [DllImport("libc", EntryPoint = "strlen")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Length(nint text);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    // pages that nobody wrote to are not resident
    private static void Hog()
    {
        var memory = new byte[HogBytes];
        Array.Fill(memory, (byte)1);
        Thread.Sleep(Timeout.Infinite);
        GC.KeepAlive(memory);
    }

    private static void Pause()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("TOY_PAUSE_MS"), out var pause))
        {
            Thread.Sleep(pause);
        }
    }
}

public sealed record ToyEpoch(int Number, double ValidationLoss);

[Objective("parabola")]
public static class Parabola
{
    public static SearchSpace Space { get; } = SearchSpace.Empty.Float("x", -5, 5);

    public static double Evaluate(Trial trial)
    {
        var x = trial.SuggestFloat("x", -5, 5);
        Toy.Misbehave(trial);
        foreach (var epoch in Toy.Fit(x, trial.Context))
        {
            trial.Report(epoch.ValidationLoss, epoch.Number);
            if (trial.ShouldPrune())
            {
                throw new TrialPrunedException();
            }
        }

        return trial.BestReported;
    }
}
