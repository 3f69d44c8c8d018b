using System.Text.RegularExpressions;
using Xunit;

namespace HyperScaffold.Architecture.Tests;

public sealed partial class NamingTests
{
    // hosts that a committed file may name: standards, papers, the data's origin; never a package registry
    private static readonly HashSet<string> Hosts =
    [
        "arxiv.org", "doi.org", "creativecommons.org", "archive.ics.uci.edu", "json-schema.org", "json.schemastore.org", "github.com", "keepachangelog.com",
        "semver.org", "aka.ms", "learn.microsoft.com", "dotnet.microsoft.com", "pytorch.org", "optuna.readthedocs.io", "jmlr.org", "proceedings.mlr.press", "yaml.org", "sqlite.org", "www.sqlite.org", "www.postgresql.org", "editorconfig.org",
        "schemas.microsoft.com", "www.w3.org", "localhost", "example.org", "opensource.org", "dl.acm.org", "openreview.net", "papers.nips.cc",
    ];

    [Fact]
    public void No_committed_file_names_a_registry_or_a_path_of_one_machine() =>
        Findings.None(Repository.Read(string.Empty).SelectMany(Check));

    [Theory]
    [InlineData("see https:" + "//packages.example.com/v3/index.json", "packages.example.com")]
    [InlineData("cd /wo" + "rk/things", "machine")]
    [InlineData("HOME=/ro" + "ot/x", "machine")]
    [InlineData("/ho" + "me/someone/x", "machine")]
    [InlineData("C:\\Us" + "ers\\someone", "machine")]
    public void A_planted_name_is_found(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Check(new("docs/x.md", text))), StringComparison.Ordinal);

    [Fact]
    public void Ordinary_text_is_not_found() =>
        Assert.Empty(Check(new("docs/x.md", "at work/there, see https:" + "//arxiv.org/abs/1 and artifacts/root/x and $HOME/x")));

    private static IEnumerable<string> Check(SourceText file)
    {
        foreach (Match url in Url().Matches(file.Text))
        {
            if (!Hosts.Contains(url.Groups[1].Value.ToLowerInvariant()))
            {
                yield return $"{file.Path} names the host {url.Groups[1].Value}; allow it in NamingTests if it is no registry";
            }
        }

        foreach (Match path in MachinePath().Matches(file.Text))
        {
            yield return $"{file.Path} names a path of one machine: {path.Value}";
        }
    }

    [GeneratedRegex(@"https?://([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])")]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w.$}~/*])/(work|root|home)/[a-z.]\S*|[A-Z]:\\Users\\[A-Za-z]\S*")]
    private static partial Regex MachinePath();
}
