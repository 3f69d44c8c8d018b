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
    public async Task A_terminal_shows_how_the_round_stands_in_place_and_leaves_only_what_was_said()
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
            view.Say("widened");
        }

        Assert.Contains("\u001b[1A\r\u001b[Jwidened\nexplore: 3 of 10 trials, 0 running\n", Shown(), StringComparison.Ordinal);
        Assert.EndsWith("\n\u001b[1A\r\u001b[J", Shown(), StringComparison.Ordinal);
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
