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
    public void A_wrong_address_says_what_is_wrong(string url, string expected) =>
        Assert.Contains(expected, Assert.Throws<HyperException>(() => PostgresAddress.Parse(url)).Message, StringComparison.Ordinal);
}
