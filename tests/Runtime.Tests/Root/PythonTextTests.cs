namespace HyperScaffold.Runtime.Tests.Root;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(1e100, "1e+100")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_are_written_as_python_writes_them(double value, string expected) => Assert.Equal(expected, PythonText.Float(value));

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("line\nnext\t\u0001", "\"line\\nnext\\t\\u0001\"")]
    [InlineData("\u00fc\u20ac", "\"\\u00fc\\u20ac\"")]
    [InlineData("\u007f", "\"\\u007f\"")]
    public void Text_is_quoted_as_python_quotes_it(string text, string expected) => Assert.Equal(expected, PythonText.Quote(text));
}
