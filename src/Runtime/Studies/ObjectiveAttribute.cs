namespace HyperScaffold.Studies;

/// <summary>
/// Marks a static class as the generated objective of a phase. It has <c>public static double Evaluate(Trial trial)</c>
/// and <c>public static SearchSpace Space { get; }</c>, and a worker finds it by the phase's name.
/// </summary>
/// <param name="phase">The phase's name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ObjectiveAttribute(string phase) : Attribute
{
    /// <summary>Gets the phase's name.</summary>
    public string Phase { get; } = phase;
}
