namespace HyperScaffold.Phases;

/// <summary>The type of a parameter's values.</summary>
public enum PlanParameterType
{
    /// <summary>A double.</summary>
    Float,

    /// <summary>A long.</summary>
    Int,

    /// <summary>One of the choices.</summary>
    Categorical,
}
