using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using Xunit;

namespace HyperScaffold.Tool.Tests.Views;

public sealed class LiveProgressTests
{
    [Fact]
    public async Task A_terminal_shows_that_workers_start_and_then_how_the_round_stands()
    {
        using var storage = new MemoryStorage();
        storage.CreateStudy("digits-learning-rate", StudyDirection.Maximize);
        using var text = new StringWriter();
        using var output = TextWriter.Synchronized(text);
        string Shown()
        {
            // a synchronized writer locks itself
            lock (output)
            {
                return text.ToString();
            }
        }

        var terminal = new Terminal(output, TextWriter.Null, TextReader.Null, isInteractive: true, new ToolEnvironment(".", _ => null));
        using (var view = new LiveProgress(terminal, storage, "digits-learning-rate"))
        {
            await UntilAsync(Shown, "starting workers ...");
            view.Report(new RoundProgress("explore", 3, 10, null, [], null));
            await UntilAsync(Shown, "explore: 3 of 10 trials");
        }
    }

    private static async Task UntilAsync(Func<string> shown, string text)
    {
        for (var turn = 0; turn < 200 && !shown().Contains(text, StringComparison.Ordinal); turn++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains(text, shown(), StringComparison.Ordinal);
    }
}
