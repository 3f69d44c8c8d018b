using System.Collections.Immutable;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// A section of a connection service file: settings of a PostgreSQL address under a name, passwords too, in a file that
/// only its owner reads (https://www.postgresql.org/docs/current/libpq-pgservice.html).
/// </summary>
internal static class PostgresService
{
    /// <summary>The setting of an address that names a section.</summary>
    public const string Word = "service";

    private const string FileName = "pg_service.conf";

    /// <summary>Reads a section.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <returns>Its settings.</returns>
    /// <exception cref="HyperException">No file holds the section, or a line of it is no setting.</exception>
    public static ImmutableDictionary<string, string> Read(string name, Func<string, string?> variable)
    {
        string[] files = [Own(variable), Path.Combine(variable("PGSYSCONFDIR") is { Length: > 0 } folder ? folder : "/etc/postgresql-common", FileName)];
        return files.Where(File.Exists).Select(f => Section(f, name)).FirstOrDefault(s => s is not null)
            ?? throw new HyperException($"The PostgreSQL service '{name}' must stand in a service file, but neither {string.Join(" nor ", files)} has [{name}]. Add it there, or name the file by PGSERVICEFILE.");
    }

    private static string Own(Func<string, string?> variable) => variable("PGSERVICEFILE") is { Length: > 0 } path
        ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "." + FileName);

    private static ImmutableDictionary<string, string>? Section(string file, string name)
    {
        ImmutableDictionary<string, string>.Builder? settings = null;
        foreach (var line in File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                if (settings is not null)
                {
                    break;
                }

                settings = line == $"[{name}]" ? ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal) : null;
            }
            else if (settings is not null)
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                settings[equals > 0 ? line[..equals].Trim() : throw new HyperException($"A line of the service '{name}' in {file} must be name=value. Correct it.")] = line[(equals + 1)..].Trim();
            }
        }

        return settings?.ToImmutable();
    }
}
