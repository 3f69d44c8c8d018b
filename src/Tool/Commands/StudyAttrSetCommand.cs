using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Running;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Sets a user attribute of a study.</summary>
/// <param name="services">What commands get.</param>
[Command("set", Description = "Set a user attribute of a study, replacing an old value")]
[Example("study attr set digits note \"first try\"", "a text")]
[Example("study attr set digits limits '{\"hours\": 8}'", "what reads as JSON is kept as JSON")]
[Example("study attr set digits version 1.10 --text", "a text, though it reads as a number")]
[ExitCodes("the attribute is set", "the storage cannot be used")]
internal sealed class StudyAttrSetCommand(ToolServices services) : StudyAttrKeyCommand(services)
{
    /// <summary>Gets the third argument: the value, unless the study is named by an option.</summary>
    [Argument(2, "VALUE", "JSON where it reads as JSON, otherwise a text")]
    public string? Third { get; }

    /// <summary>Gets a value indicating whether the value is a text whatever it reads as.</summary>
    [Option("--text", Description = "Keep the value as a text, whatever it reads as")]
    public bool IsText { get; }

    /// <inheritdoc/>
    protected override int Execute(StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        const string Example = "study attr set digits note \"first try\"";
        var (name, key) = (RequireName(Example), RequireKey(Example));
        var value = (StudyOption is null ? Third : Second) ?? throw new UsageException($"An attribute has a value, but none is given. Write for example: dotnet hyper {Example}");
        _ = Format;
        using var storage = place.Open(Services.Time);
        var json = IsText ? PythonJson.Write(value) : JsonOf(value);
        storage.SetStudyAttribute(FindStudy(storage, place, name).Id, key, json);
        if (HasFormat)
        {
            Print(json);
        }

        return ExitCode.Done;
    }

    private static string JsonOf(string value)
    {
        try
        {
            return PythonJson.Write(PythonJson.Read(value));
        }
        catch (HyperException)
        {
            return PythonJson.Write(value);
        }
    }
}
