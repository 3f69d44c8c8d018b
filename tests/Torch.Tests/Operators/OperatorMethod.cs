using System.Globalization;
using System.Security;

namespace HyperScaffold.Torch.Tests.Operators;

/// <summary>The C# method of an operator.</summary>
internal sealed class OperatorMethod(OperatorSchema schema)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["Tensor"] = "Tensor",
        ["Tensor[]"] = "TensorList",
        ["Tensor?[]"] = "TensorList",
        ["Scalar"] = "Scalar",
        ["int"] = "long",
        ["float"] = "double",
        ["bool"] = "bool",
        ["str"] = "string",
        ["int[]"] = "long[]",
        ["float[]"] = "double[]",
        ["Scalar[]"] = "double[]",
        ["ScalarType"] = "ScalarType",
        ["Layout"] = "long",
        ["MemoryFormat"] = "long",
        ["Device"] = "Device",
        ["Generator"] = "RandomStream",
    };

    // these become an Arg by conversion also when they are null
    private static readonly HashSet<string> NullableAsTheyAre = ["Tensor", "long", "string", "long[]", "double[]", "ScalarType", "Device"];

    private static readonly HashSet<string> Keywords =
    [
        .. """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false
        finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private
        protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked
        unsafe ushort using virtual void volatile while
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Gets the method's name: <c>aten::_foreach_add_.List</c> is ForeachAddListInPlace.</summary>
    internal string Name { get; } = NameOf(schema.Name);

    internal string Schema => schema.Text;

    /// <summary>The line of the class with the operators themselves.</summary>
    internal string Handle() =>
        $"        internal static readonly Operator {Name} = new(\"{schema.Name}\", \"{string.Join(' ', schema.Arguments.Select(a => a.Name))}\");\n";

    /// <summary>The method.</summary>
    internal string Method() => Method("    ", isWhole: false);

    /// <summary>The method that takes raw tensors.</summary>
    internal string WholeMethod() => Method("        ", isWhole: true);

    private string Method(string indent, bool isWhole)
    {
        var call = $"Handles.{Name}.{{0}}{(isWhole ? "Whole" : string.Empty)}({string.Join(", ", schema.Arguments.Select(Passed))})";
        var (type, body) = Body(call, indent, isWhole);
        var parameters = schema.Arguments.Where(a => a.IsRequired).Concat(schema.Arguments.Where(a => !a.IsRequired)).Select(a => Declared(a, isWhole));
        return $"{indent}/// <summary><c>{SecurityElement.Escape(schema.Text)}</c>.</summary>\n{indent}internal static {type} {Name}({string.Join(", ", parameters)}){body}\n";
    }

    private static string NameOf(string name)
    {
        var bare = name[(name.IndexOf("::", StringComparison.Ordinal) + 2)..];
        var (operation, overload) = bare.Split('.') is [var o, var v] ? (o, v) : (bare, string.Empty);
        return Pascal(operation) + Pascal(overload) + (operation.EndsWith('_') ? "InPlace" : string.Empty);
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..]));

    private (string Type, string Body) Body(string call, string indent, bool isWhole)
    {
        if (schema.Arguments.FirstOrDefault(a => a.IsWritten) is { } changed)
        {
            return changed.Type == "Tensor" && !isWhole
                ? ("Tensor", $"\n{indent}{{\n{indent}    {Filled(call, "Run")};\n{indent}    return {Safe(changed.Name)};\n{indent}}}")
                : ("void", $" =>\n{indent}    {Filled(call, "Run")};");
        }

        return schema.Results.Select(r => r.Type).ToArray() switch
        {
            [] => ("void", $" =>\n{indent}    {Filled(call, "Run")};"),
            ["Tensor"] => ("Tensor", $" =>\n{indent}    {Filled(call, "Call")};"),
            ["Tensor[]"] => ("Tensor[]", $" =>\n{indent}    {Filled(call, "CallMany")};"),
            ["bool"] => ("bool", $" =>\n{indent}    {Filled(call, "CallNumber")} != 0;"),
            ["int"] => ("long", $" =>\n{indent}    (long){Filled(call, "CallNumber")};"),
            ["float"] or ["Scalar"] => ("double", $" =>\n{indent}    {Filled(call, "CallNumber")};"),
            { Length: > 1 } several when several.All(t => t == "Tensor") => Tuple(call, indent),
            _ => throw new NotSupportedException($"{schema.Name} returns ({string.Join(", ", schema.Results.Select(r => r.Type))}), for which there is no C# yet. Say how in OperatorMethod.Body."),
        };
    }

    private (string Type, string Body) Tuple(string call, string indent)
    {
        var type = string.Join(", ", schema.Results.Select((r, i) => r.Name.Length == 0 ? $"Tensor result{i}" : $"Tensor {Safe(r.Name)}"));
        var items = string.Join(", ", schema.Results.Select((_, i) => $"results[{i}]"));
        return ($"({type})", $"\n{indent}{{\n{indent}    var results = {Filled(call, "CallMany")};\n{indent}    return ({items});\n{indent}}}");
    }

    private static string Filled(string call, string kind) => call.Replace("{0}", kind, StringComparison.Ordinal);

    private string Declared(SchemaArgument argument, bool isWhole)
    {
        var type = isWhole && argument.Type == "Tensor" ? "RawTensor" : TypeOf(argument);
        return argument.IsRequired ? $"{type}{(argument.IsOptional ? "?" : string.Empty)} {Safe(argument.Name)}" : $"{type}? {Safe(argument.Name)} = null";
    }

    private string Passed(SchemaArgument argument)
    {
        var name = Safe(argument.Name);
        return !argument.IsRequired ? $"Arg.OrDefault({name})"
            : !argument.IsOptional || NullableAsTheyAre.Contains(TypeOf(argument)) ? name
            : $"Arg.OrNone({name})";
    }

    private string TypeOf(SchemaArgument argument) => Types.GetValueOrDefault(argument.Type.TrimEnd('?'))
        ?? throw new NotSupportedException($"{schema.Name} takes '{argument.Name}' of the type {argument.Type}, which cannot cross to libtorch yet. Give it a C# type in OperatorMethod.Types and a kind in Arg and shim.cpp.");

    private static string Safe(string name) => Keywords.Contains(name) ? "@" + name : name;
}
