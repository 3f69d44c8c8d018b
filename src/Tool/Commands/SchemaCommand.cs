using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Schema;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Prints the JSON schema of the plan.</summary>
/// <param name="terminal">Where to write.</param>
[Command("schema", Description = "Print the JSON schema of hyper.yaml, for editors")]
[Example("schema > hyper.schema.json", "then begin hyper.yaml with: # yaml-language-server: $schema=hyper.schema.json")]
[ExitCodes("the schema was printed")]
internal sealed class SchemaCommand(Terminal terminal)
{
    /// <summary>Prints the schema.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        terminal.Out.WriteLine(PlanSchema.ToJson());
        return ExitCode.Done;
    }
}
