using System.Globalization;

namespace HyperScaffold.Pruners;

/// <summary>The rules that pruners' settings share.</summary>
internal static class Rules
{
    public static void AtLeast(List<Problem> problems, string setting, int value, int least)
    {
        if (value < least)
        {
            problems.Add(new Problem(setting, value.ToString(CultureInfo.InvariantCulture), $"must be at least {least}", $"Write {least} or more"));
        }
    }

    public static void Require(List<Problem> problems, bool holds, string setting, double value, (string Rule, string Remedy) texts)
    {
        if (!holds)
        {
            problems.Add(new Problem(setting, PythonText.Float(value), texts.Rule, texts.Remedy));
        }
    }
}
