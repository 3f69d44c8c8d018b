using HyperScaffold.Storage;
using HyperScaffold.Storage.Relational;
using Npgsql;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class StorageAddressTests
{
    [Theory]
    [InlineData("postgresql://ann:s3cret@host:5433/studies", "postgresql://ann:***@host:5433/studies")]
    [InlineData("postgresql://ann@host/studies", "postgresql://ann@host/studies")]
    [InlineData("sqlite:////tmp/a:b@c.db", "sqlite:////tmp/a:b@c.db")]
    [InlineData("postgresql://ann@host/studies?password=s3&cret&port=5433", "postgresql://ann@host/studies?password=***&***&port=5433")]
    public void A_password_never_shows(string url, string shown) => Assert.Equal(shown, StorageAddress.Parse(url).DisplayUrl);

    [Fact]
    public void A_password_on_a_command_line_is_refused_with_the_two_ways_that_are_safe()
    {
        var error = Assert.Throws<HyperException>(() => StorageAddress.RequireNoPassword("postgresql://ann:s3cret@host/studies"));

        Assert.Contains("PGPASSFILE", error.Message, StringComparison.Ordinal);
        Assert.Contains("HYPER_STORAGE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
        Assert.Equal("postgresql://ann@host/studies", StorageAddress.RequireNoPassword("postgresql://ann@host/studies"));
    }

    [Fact]
    public void An_address_is_read_as_libpq_reads_it()
    {
        var parsed = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgresql://an%40n:p%2Fw@db.example:5433/stud%20ies?sslmode=require").ConnectionString);
        var socket = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgresql://ann@/studies?host=/run/pg&port=5434").ConnectionString);

        Assert.Equal(("an@n", "p/w", "db.example", 5433, "stud ies", SslMode.Require), (parsed.Username, parsed.Password, parsed.Host, parsed.Port, parsed.Database, parsed.SslMode));
        Assert.Equal(("/run/pg", 5434), (socket.Host, socket.Port));
    }

    [Theory]
    [InlineData("postgresql://ann@host", "name a database")]
    [InlineData("postgresql://ann@host:x/studies", "port")]
    [InlineData("postgresql://ann:s3cret@host:x/studies", "port")]
    [InlineData("postgresql://ann:s3/cret@host/studies", "%2F")]
    [InlineData("postgresql://ann:s3?cret@host/studies", "%3F")]
    [InlineData("postgresql://ann@host/studies?sslmode=never", "sslmode")]
    [InlineData("postgresql://ann@host/studies?sslmod=require", "no setting 'sslmod'")]
    [InlineData("postgresql://ann@host/studies?service=absent", "[absent]")]
    public void A_wrong_address_says_what_is_wrong(string url, string expected)
    {
        var message = Assert.Throws<HyperException>(() => PostgresAddress.Parse(url, n => n == "PGSERVICEFILE" ? "/nowhere" : null)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_address_leaves_out_comes_from_a_service_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("services"), "# ours\n[other]\nhost=elsewhere\n\n[lab]\nhost=db.example\nport = 5433\ndbname=studies\nuser=ann\npassword=s3=cret\nkeepalives=1\n[last]\nuser=eve\n");
        string? Variable(string name) => name == "PGSERVICEFILE" ? folder.File("services") : null;

        var named = PostgresAddress.Parse("postgresql:///?service=lab", Variable);
        var overridden = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgresql://bob@/more?service=lab", Variable).ConnectionString);
        var byVariable = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgresql://", n => n == "PGSERVICE" ? "lab" : Variable(n)).ConnectionString);

        var all = new NpgsqlConnectionStringBuilder(named.ConnectionString);
        Assert.Equal(("db.example", 5433, "studies", "ann", "s3=cret"), (all.Host, all.Port, all.Database, all.Username, all.Password));
        Assert.Equal("postgresql:///?service=lab", named.DisplayUrl);
        Assert.Equal(("bob", "more", "db.example"), (overridden.Username, overridden.Database, overridden.Host));
        Assert.Equal("studies", byVariable.Database);
    }

    [Fact]
    public void Settings_after_the_question_mark_reach_the_driver()
    {
        var all = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse("postgresql://ann@host/studies?passfile=/run/secret&sslmode=verify-full&sslrootcert=/ca.crt&connect_timeout=7&options=-csearch_path%3Dlab").ConnectionString);

        Assert.Equal(("/run/secret", SslMode.VerifyFull, "/ca.crt", 7), (all.Passfile, all.SslMode, all.RootCertificate, all.Timeout));
        Assert.EndsWith(" -csearch_path=lab", all.Options, StringComparison.Ordinal);
    }
}
