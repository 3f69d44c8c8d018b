using HyperScaffold.Runtime.Tests.Golden;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Spaces;

public sealed class DistributionJsonTests
{
    public static TheoryData<string, string> OlderForms => new()
    {
        { """{"name": "UniformDistribution", "attributes": {"low": 0.0, "high": 2.0}}""", """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 2.0, "log": false}}""" },
        { """{"name": "LogUniformDistribution", "attributes": {"low": 1e-5, "high": 0.1}}""", """{"name": "FloatDistribution", "attributes": {"step": null, "low": 1e-05, "high": 0.1, "log": true}}""" },
        { """{"name": "DiscreteUniformDistribution", "attributes": {"low": 0.0, "high": 1.0, "q": 0.3}}""", """{"name": "FloatDistribution", "attributes": {"step": 0.3, "low": 0.0, "high": 0.9, "log": false}}""" },
        { """{"name": "IntUniformDistribution", "attributes": {"low": 1, "high": 9, "step": 2}}""", """{"name": "IntDistribution", "attributes": {"log": false, "step": 2, "low": 1, "high": 9}}""" },
        { """{"name": "IntLogUniformDistribution", "attributes": {"low": 1, "high": 9, "step": 1}}""", """{"name": "IntDistribution", "attributes": {"log": true, "step": 1, "low": 1, "high": 9}}""" },
        { """{"type": "float", "low": 1e-4, "high": 1, "log": true}""", """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0001, "high": 1.0, "log": true}}""" },
        { """{"type": "int", "low": 1, "high": 10, "step": 3}""", """{"name": "IntDistribution", "attributes": {"log": false, "step": 3, "low": 1, "high": 10}}""" },
        { """{"type": "categorical", "choices": ["sgd", 1.0, 1e3, -2]}""", """{"name": "CategoricalDistribution", "attributes": {"choices": ["sgd", 1.0, 1000.0, -2]}}""" },
    };

    [Theory]
    [InlineData("[0.1, Infinity, -Infinity, NaN]")]
    [InlineData("[Infinity, \"NaN\", \"\\\"Infinity\\\\\", null]")]
    public void Choices_that_are_no_JSON_numbers_are_read_as_Python_writes_them(string choices)
    {
        var json = $"{{\"name\": \"CategoricalDistribution\", \"attributes\": {{\"choices\": {choices}}}}}";

        Assert.Equal(json, DistributionJson.Write(DistributionJson.Read(json)));
    }

    [Theory]
    [MemberData(nameof(GoldenFile.Versions), MemberType = typeof(GoldenFile))]
    public void Optunas_own_text_survives_reading_and_writing_byte_for_byte(string version)
    {
        var texts = GoldenFile.Read(version).GetProperty("distribution_json").EnumerateArray().Select(e => e.GetString()!).ToList();
        Assert.Equal(7, texts.Count);
        Assert.Equal(texts, texts.Select(t => DistributionJson.Write(DistributionJson.Read(t))));
    }

    [Theory]
    [MemberData(nameof(OlderForms))]
    public void Older_and_abbreviated_forms_are_read(string json, string expected) =>
        Assert.Equal(expected, DistributionJson.Write(DistributionJson.Read(json)));

    [Fact]
    public void Text_outside_ascii_is_escaped_as_python_does() =>
        Assert.Equal(
            """{"name": "CategoricalDistribution", "attributes": {"choices": ["\u00e9\"\n", "\ud83d\ude00"]}}""",
            DistributionJson.Write(new CategoricalDistribution("é\"\n", "\U0001F600")));

    [Theory]
    [InlineData("nonsense", "A distribution must be an object such as")]
    [InlineData("[]", "A distribution must be an object such as")]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"low": 0.0}}""", "A distribution must be an object such as")]
    [InlineData("""{"name": "GammaDistribution", "attributes": {}}""", "but got 'GammaDistribution'")]
    [InlineData("""{"name": "FloatDistribution", "attributes": {"low": 0.0, "high": 1.0, "log": true}}""", "`low > 0` must hold on a log scale")]
    [InlineData("""{"name": "CategoricalDistribution", "attributes": {"choices": [[1]]}}""", "A choice must be null, a bool, a number or a text, but got [1].")]
    public void Bad_text_gets_one_clear_message(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<HyperException>(() => DistributionJson.Read(json)).Message, StringComparison.Ordinal);
}
