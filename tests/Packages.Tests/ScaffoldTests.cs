using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class ScaffoldTests(PackedProducts products)
{
    public static TheoryData<string> Names => ["Digits", "my-study.v2", "1 Größe", "class", "Training"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_of_any_name_builds_without_a_warning_and_its_plan_has_no_finding(string name)
    {
        var project = products.New(name);
        project.Build().Expect(0);
        project.Hyper("lint", "--strict").Expect(0);
        project.Hyper("generate", "--check").Expect(0);
    }

    [Fact]
    public void A_build_takes_the_native_libraries_of_its_own_machine_alone_and_names_all_for_those_who_publish()
    {
        var output = Path.Combine(products.Copy().Folder, "bin", "Debug", "net10.0");
        var machine = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        Assert.Equal([machine], Directory.EnumerateDirectories(Path.Combine(output, "runtimes")).Select(Path.GetFileName));
        Assert.Contains("runtimes/win-x64/native/e_sqlite3.dll", File.ReadAllText(Path.Combine(output, "Digits.deps.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fresh_project_lists_its_phases_before_anything_was_restored_or_built()
    {
        var project = products.New("Digits", "--no-restore");
        var list = project.Hyper("phase", "list").Expect(0).Output;
        Assert.All(["learning-rate", "batch-and-schedule", "regularization"], phase => Assert.Contains(phase, list, StringComparison.Ordinal));
        Assert.False(Directory.Exists(project.PathOf("obj")));
    }

    [Fact]
    public void The_schema_beside_the_plan_is_the_one_that_the_tool_prints()
    {
        var project = products.New("Digits", "--no-restore");
        Assert.Equal(project.Hyper("schema").Expect(0).Output.TrimEnd(), project.Read("hyper.schema.json").TrimEnd());
    }

    [Fact]
    public void A_second_dotnet_new_in_the_same_folder_overwrites_nothing()
    {
        var project = products.New("Digits", "--no-restore");
        File.AppendAllText(project.PathOf("hyper.yaml"), "# mine\n");
        var hive = Path.Combine(Shell.Root, "artifacts", "hive");
        var again = Shell.Run(project.Folder, "dotnet", "new", "hypertune", "-n", "Digits", "-o", ".", "--debug:custom-hive", hive);
        Assert.NotEqual(0, again.Code);
        Assert.EndsWith("# mine\n", project.Read("hyper.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "imagenet")]
    [InlineData("--model", "gpt")]
    [InlineData("--torch", "jax")]
    public void A_choice_that_does_not_exist_is_refused_by_name(string option, string value)
    {
        var hive = Path.Combine(Shell.Root, "artifacts", "hive");
        var outcome = Shell.Run(products.MakeFolder(), "dotnet", "new", "hypertune", "-n", "A", option, value, "--debug:custom-hive", hive);
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains(value, outcome.All, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_for_own_rows_asks_for_them_when_it_is_built_and_uses_them_when_they_are_there()
    {
        var project = products.New("Digits", "--data", "own");
        var asked = project.Build();
        Assert.Equal(1, asked.Code);
        Assert.Contains("put data/data.csv there", asked.All, StringComparison.Ordinal);

        Directory.CreateDirectory(project.PathOf("data"));
        File.WriteAllLines(project.PathOf("data/data.csv"), Enumerable.Range(0, 60).Select(i => $"{i % 3},{(i * 7) % 5},{i % 3}"));
        project.Build().Expect(0);
        project.Hyper("train").Expect(0);
    }

    [Fact]
    public void A_project_of_a_script_holds_nothing_of_dotnet_and_its_plan_has_no_finding()
    {
        var project = products.New("Digits", "--trainer", "command");
        Assert.DoesNotContain(Directory.EnumerateFiles(project.Folder), f => Path.GetExtension(f) is ".cs" or ".csproj");
        Assert.True(File.Exists(project.PathOf("train.py")));
        project.Hyper("lint", "--strict").Expect(0);
        project.Hyper("phase", "list").Expect(0);
    }
}
