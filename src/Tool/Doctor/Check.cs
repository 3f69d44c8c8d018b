namespace HyperScaffold.Tool.Doctor;

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Level">How it stands.</param>
/// <param name="Text">What was found.</param>
/// <param name="Cure">What to do; null where all is well.</param>
internal sealed record Check(string Name, CheckLevel Level, string Text, string? Cure = null);
