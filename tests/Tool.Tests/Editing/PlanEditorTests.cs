using HyperScaffold.Guidance;
using HyperScaffold.Tool.Editing;
using Xunit;

namespace HyperScaffold.Tool.Tests.Editing;

public sealed class PlanEditorTests
{
    [Theory]
    [InlineData("a: { b: 1, c: 2 } # kept", "a.b", "9", "a: { b: 9, c: 2 } # kept")]
    [InlineData("a: { b: 1, c: 2 }", "a.d", "9", "a: { b: 1, c: 2, d: 9 }")]
    [InlineData("a: {b: 1}", "a.d", "9", "a: {b: 1, d: 9}")]
    [InlineData("a: {}", "a.d", "9", "a: { d: 9 }")]
    [InlineData("a: { b: 1, c: 2 }", "a.b", null, "a: { c: 2 }")]
    [InlineData("a: { b: 1, c: 2 }", "a.c", null, "a: { b: 1 }")]
    [InlineData("a: { b: 1, c: 2 }", "a.x", null, "a: { b: 1, c: 2 }")]
    [InlineData("a:\n  b: 1 # one\n  c: 2\nz: 3\n", "a.b", "9", "a:\n  b: 9 # one\n  c: 2\nz: 3\n")]
    [InlineData("a:\n  b: 1\n  c: 2 # two\nz: 3\n", "a.d", "9", "a:\n  b: 1\n  c: 2 # two\n  d: 9\nz: 3\n")]
    [InlineData("a:\n  b: 1\n  c: 2\nz: 3\n", "a.c", null, "a:\n  b: 1\nz: 3\n")]
    [InlineData("a: 1", "x.y", "9", "a: 1\nx: { y: 9 }")]
    [InlineData("p:\n  - { n: a, t: [x] }\n  - { n: b, t: [y] }\n", "p[1].t", "[y, z]", "p:\n  - { n: a, t: [x] }\n  - { n: b, t: [y, z] }\n")]
    [InlineData("p:\n  - n: a\n    t:\n      - x\n      - y\n  - n: b\n", "p[0].t", "[z]", "p:\n  - n: a\n    t:\n      - z\n  - n: b\n")]
    [InlineData("p:\n- n: a # one\n  t: # two\n  - x # three\n  - y # four\n  u: 1\n", "p[0].t", "[y, z]", "p:\n- n: a # one\n  t: # two\n  - y # four\n  - z\n  u: 1\n")]
    [InlineData("t:\n  # all\n  - x\n\n  # more\n  - y\n", "t", "[x, y, z]", "t:\n  # all\n  - x\n\n  # more\n  - y\n  - z\n")]
    [InlineData("p:\r\n- t:\r\n  - x # three", "p[0].t", "[x, z]", "p:\r\n- t:\r\n  - x # three\r\n  - z")]
    [InlineData("p:\n- n: a\n- n: b\ns: 1\n", "p", "[{ n: c }]", "p:\n  [{ n: c }]\ns: 1\n")]
    [InlineData("p:\n  - t: 1 # gone\n    n: a\n  - n: b\n", "p[0].t", null, "p:\n  - n: a\n  - n: b\n")]
    [InlineData("p:\n  - n: a\n    t: 1\n  - n: b\n", "p[0].u", "2", "p:\n  - n: a\n    t: 1\n    u: 2\n  - n: b\n")]
    [InlineData("p:\n  - { n: a }\n  - { n: b } # last\ns: 1\n", "p[2]", "{ n: c }", "p:\n  - { n: a }\n  - { n: b } # last\n  - { n: c }\ns: 1\n")]
    [InlineData("p:\n- n: a\n  t: 1\ns: 1\n", "p[1]", "{ n: c }", "p:\n- n: a\n  t: 1\n- { n: c }\ns: 1\n")]
    [InlineData("p: [{ n: a }]\n", "p[1]", "{ n: c }", "p: [{ n: a }, { n: c }]\n")]
    [InlineData("a:\r\n  b: 1 # one\r\nz: 3\r\n", "a.c", "9", "a:\r\n  b: 1 # one\r\n  c: 9\r\nz: 3\r\n")]
    [InlineData("p:\r\n  - { n: a } # last\r\ns: 1\r\n", "p[1]", "{ n: c }", "p:\r\n  - { n: a } # last\r\n  - { n: c }\r\ns: 1\r\n")]
    [InlineData("a: \"text\" # c", "a", "'other'", "a: 'other' # c")]
    public void An_edit_changes_its_node_and_nothing_else(string text, string path, string? yaml, string expected) =>
        Assert.Equal(expected, PlanEditor.Apply(text, new PlanEdit(path, yaml)));

    [Fact]
    public void Edits_that_belong_together_are_applied_in_order() =>
        Assert.Equal("a: { c: 3 }", PlanEditor.Apply("a: { b: 1 }", new PlanEdit("a.c", "3", new PlanEdit("a.b", null))));
}
