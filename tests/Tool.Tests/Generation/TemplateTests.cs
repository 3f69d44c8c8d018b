using HyperScaffold.Tool.Generation;
using Xunit;

namespace HyperScaffold.Tool.Tests.Generation;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("{{Value}}")]
    [InlineData("{{#each List}}{{this}}{{/each}}")]
    public void Text_that_was_not_encoded_is_refused(string template)
    {
        var compiled = CodeTemplate.Compile("test", template);

        var error = Assert.ThrowsAny<Exception>(() => compiled.Render(new { Value = "evil", List = new[] { "evil" } }));

        Assert.Contains("was not encoded", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Encoded_text_is_printed_without_its_mark() =>
        Assert.Equal("x = 0.1;", CodeTemplate.Compile("test", "x = {{Value}};").Render(new { Value = CSharpText.Literal(0.1) }));

    [Fact]
    public void No_template_turns_the_encoder_off()
    {
        foreach (var name in CodeTemplate.Names)
        {
            using var stream = typeof(CodeTemplate).Assembly.GetManifestResourceStream($"HyperScaffold.Tool.Generation.Templates.{name}.hbs")!;
            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd();
            Assert.DoesNotContain("{{{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("{{&", text, StringComparison.Ordinal);
            Assert.NotNull(CodeTemplate.Load(name));
        }
    }

    [Fact]
    public void A_broken_template_is_named_in_the_error()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodeTemplate.Compile("Objective", "{{#each x}}").Render(new { x = 1 }));

        Assert.Contains("The template Objective is broken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData(true, "true")]
    [InlineData(5L, "5")]
    [InlineData(-5L, "-5")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0, "1.0")]
    [InlineData(1e300, "1e+300")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c\n", "\"a\\u0022b\\u005cc\\u000a\"")]
    [InlineData("{0}", "\"\\u007b0\\u007d\"")]
    public void Values_become_literals(object? value, string expected) =>
        Assert.Equal(expected, MarkedTextEncoder.Unmark(CSharpText.Literal(value)));
}
