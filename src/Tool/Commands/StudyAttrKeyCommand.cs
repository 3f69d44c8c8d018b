using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>A command that works on one attribute of a study.</summary>
/// <param name="services">What commands get.</param>
internal abstract class StudyAttrKeyCommand(ToolServices services) : StoredStudyCommand(services)
{
    /// <summary>Gets the second argument: the key, or what follows it where the study is named by an option.</summary>
    [Argument(1, "KEY", "The attribute's key")]
    public string? Second { get; }

    /// <summary>Gets the key.</summary>
    protected string? Key => StudyOption is null ? Second : Study;

    /// <summary>The key, where there must be one.</summary>
    /// <param name="example">A command that names one.</param>
    /// <returns>The key.</returns>
    /// <exception cref="UsageException">None was given, or it is too long.</exception>
    protected string RequireKey(string example)
    {
        const int Longest = 512;
        return Key switch
        {
            null or "" => throw new UsageException($"An attribute has a key, but none is given. Write for example: dotnet hyper {example}"),
            { Length: > Longest } => throw new UsageException($"An attribute's key has at most {Longest} characters, but got {Key.Length}. Shorten it."),
            _ => Key,
        };
    }

    /// <summary>Prints an attribute in the format that was asked for: its value, or in a table and comma-separated values key and value.</summary>
    /// <param name="json">The value as it is kept.</param>
    protected void Print(string json)
    {
        var value = PythonJson.Read(json);
        switch (Format)
        {
            case RecordFormat.Json:
                Terminal.Write(RecordText.Json(value));
                break;
            case RecordFormat.Yaml:
                Terminal.Out.WriteLine(RecordText.Yaml(value));
                break;
            default:
                var pair = new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = Key, ["value"] = value is string ? value : PythonJson.Write(value) };
                new RecordView { Records = [pair], Columns = ["key", "value"] }.Print(Terminal, Format);
                break;
        }
    }

    /// <summary>The refusal of a key that is not there.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The error.</returns>
    protected HyperException NoKey(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new HyperException($"The study '{Terminal.Clean(study.Name)}' has no user attribute '{Terminal.Clean(Key)}'{Plans.Spelling.DidYouMean(Key ?? string.Empty, study.UserAttributes.Keys)} dotnet hyper study attr list shows them.");
    }
}
