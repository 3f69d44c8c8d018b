using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace HyperScaffold.Tool.Plans;

/// <summary>Which names a plan may use, and what they become in C#.</summary>
internal static partial class NameRules
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock",
        "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected",
        "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while");

    // what a record has by itself, and what the generated one has beside the parameters
    private static readonly FrozenSet<string> Members = FrozenSet.Create(
        StringComparer.Ordinal,
        "Default", "Tuned", "HyperParameters", "EqualityContract", "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString",
        "PrintMembers", "MemberwiseClone", "Finalize", "Clone", "Deconstruct");

    // the project's own types and those that its code and generated code name
    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal,
        "Model", "Data", "Training", "Program", "Epoch", "HyperParameters", "Generated", "Trial", "Study", "SearchSpace",
        "ParameterCondition", "Objective", "ObjectiveAttribute", "TuningPlan", "TuningPlanAttribute", "StudyDirection", "TrialContext",
        "TrialPrunedException", "TrainingProgram", "Trainer", "Tensor", "Module", "HyperScaffold", "System", "Math", "Console",
        "Enumerable", "Random", "Evaluate", "Space");

    /// <summary>Tells whether text may name a plan or a phase.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True for <c>[a-z][a-z0-9-]{0,47}</c>.</returns>
    public static bool IsPlanName(string name) => PlanName().IsMatch(name);

    /// <summary>Tells whether text may name a parameter or a metric.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True for <c>[a-z][a-z0-9_]{0,47}</c>.</returns>
    public static bool IsParameterName(string name) => ParameterName().IsMatch(name);

    /// <summary>Tells whether a name is a keyword of C#.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True for a keyword.</returns>
    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>Tells whether a C# name is taken inside the generated record.</summary>
    /// <param name="name">The C# name.</param>
    /// <returns>True when it is taken.</returns>
    public static bool IsMember(string name) => Members.Contains(name);

    /// <summary>Tells whether a C# name is a type of every project.</summary>
    /// <param name="name">The C# name.</param>
    /// <returns>True when it is taken.</returns>
    public static bool IsType(string name) => Types.Contains(name);

    /// <summary>Turns a valid name into C#: <c>learning_rate</c> and <c>learning-rate</c> into <c>LearningRate</c>.</summary>
    /// <param name="name">A valid name.</param>
    /// <returns>The C# name.</returns>
    public static string ToCSharp(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var part in name.Split('-', '_').Where(p => p.Length > 0))
        {
            text.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,47}\z")]
    private static partial Regex PlanName();

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,47}\z")]
    private static partial Regex ParameterName();
}
