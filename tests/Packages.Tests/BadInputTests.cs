using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class BadInputTests(PackedProducts products)
{
    [Fact]
    public void A_project_that_does_not_build_shows_the_compilers_message_and_runs_nothing()
    {
        var project = products.Copy();
        project.Edit("Model.cs", "_layers.call(input)", "_layers.cal(input)");
        var outcome = project.Hyper("phase", "next").Expect(1);
        Assert.Contains("Model.cs(", outcome.All, StringComparison.Ordinal);
        Assert.Contains("error CS1061", outcome.All, StringComparison.Ordinal);
        AssertPlain(outcome);
        Assert.Empty(project.TryQuery("select 1 from trials") ?? []);
    }

    [Fact]
    public void A_folder_without_a_plan_is_named_with_the_way_to_make_one()
    {
        var project = products.New("Digits", "--no-restore");
        File.Delete(project.PathOf("hyper.yaml"));
        var outcome = project.Hyper("phase", "next").Expect(2);
        Assert.Contains("hyper.yaml", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet new hypertune", outcome.Error, StringComparison.Ordinal);
        AssertPlain(outcome);
    }

    [Fact]
    public void A_second_phase_next_says_which_process_holds_the_plan()
    {
        var project = products.Copy();
        project.Reduce(epochs: 40, trials: 24);
        using var first = project.Start("phase", "next");
        while (!first.HasExited && !(File.Exists(project.Database) && project.TryQuery("select 1 from trials") is { Length: > 0 }))
        {
            Thread.Sleep(50);
        }

        var second = project.Hyper("phase", "next");
        first.Kill(entireProcessTree: true);
        first.WaitForExit();
        second.Expect(2);
        Assert.Contains(first.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), second.Error, StringComparison.Ordinal);
        AssertPlain(second);
    }

    [Fact]
    public void A_read_only_folder_is_named_and_left_as_it_was()
    {
        var project = products.Copy();
        using var mount = Mount.ReadOnly(project.Folder);
        Assert.SkipUnless(mount.Works, "mounting a folder read-only needs root: " + mount.Reason);
        var outcome = project.Hyper("phase", "next");
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains("read-only", outcome.Error, StringComparison.OrdinalIgnoreCase);
        AssertPlain(outcome);
        project.Hyper("phase", "list").Expect(0);
    }

    [Fact]
    public void A_full_disk_is_named_and_no_file_is_left_half_written()
    {
        var source = products.Copy();
        var folder = products.MakeFolder();
        using var mount = Mount.SmallDisk(folder, "160m");
        Assert.SkipUnless(mount.Works, "mounting a small disk needs root: " + mount.Reason);
        PackedProducts.CopyFolder(source.Folder, Path.Combine(folder, "Digits"));
        var project = source.At(Path.Combine(folder, "Digits"));
        FillDisk(folder);

        var outcome = project.Hyper("phase", "next");
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains("space", outcome.All, StringComparison.OrdinalIgnoreCase);
        AssertPlain(outcome);
        File.Delete(Path.Combine(folder, "filler"));
        project.Hyper("phase", "list").Expect(0);
        project.Hyper("generate", "--check").Expect(0);
    }

    private static void FillDisk(string folder)
    {
        try
        {
            using var filler = File.Create(Path.Combine(folder, "filler"), 1);
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // full, as it should be
        }
    }

    private static void AssertPlain(Outcome outcome)
    {
        Assert.DoesNotContain("Unhandled", outcome.All, StringComparison.Ordinal);
        Assert.DoesNotContain("   at HyperScaffold", outcome.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.All, StringComparison.Ordinal);
    }
}
