namespace HyperScaffold.Guidance;

/// <summary>The wrong and the right way of one rule.</summary>
/// <param name="WrongYaml">A piece of <c>hyper.yaml</c> that the rule speaks about.</param>
/// <param name="RightYaml">The same piece, mended.</param>
/// <param name="WrongCode">The same mistake in C#.</param>
/// <param name="RightCode">The same code, mended.</param>
public sealed record RuleExample(string WrongYaml, string RightYaml, string WrongCode, string RightCode);
