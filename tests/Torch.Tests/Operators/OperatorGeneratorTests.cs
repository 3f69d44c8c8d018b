using System.Runtime.InteropServices;
using HyperScaffold.Contracts;
using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tests.Operators;

public sealed class OperatorGeneratorTests
{
    private const string Version = "# libtorch ";

    private static string Folder => Path.Combine(Approval.RepositoryRoot(), "src/Torch/Operators");

    private static bool MayWrite => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    [Fact]
    public void The_kept_schemas_are_what_libtorch_reports()
    {
        SkipWithoutSources();
        var kept = KeptSchemas();
        Assert.SkipUnless(kept[0] == LiveVersion || MayWrite, $"The schemas were taken from {kept[0][2..]}, and this is {LiveVersion[2..]}.");
        Approval.MatchFile(string.Join('\n', Schemas(kept)) + "\n", Path.Combine(Folder, "operators.schemas.txt"));
    }

    [Fact]
    public void The_generated_methods_are_those_of_the_schemas()
    {
        SkipWithoutSources();
        var generated = OperatorFiles.Write(Listed(), ByName(Schemas(KeptSchemas())));
        var folder = Path.Combine(Folder, "Generated");
        foreach (var (name, text) in generated)
        {
            Approval.MatchFile(text, Path.Combine(folder, name));
        }

        Assert.Equal(generated.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)", "Tensor AddTensorInPlace(Tensor self, Tensor other, Scalar? alpha = null)", "Handles.AddTensorInPlace.Run(self, other, Arg.OrDefault(alpha));\n        return self;")]
    [InlineData("aten::add.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)", "Tensor AddOut(Tensor self, Tensor other, Tensor @out, Scalar? alpha = null)", "Run(self, other, Arg.OrDefault(alpha), @out);\n        return @out;")]
    [InlineData("aten::_foreach_mul_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()", "void ForeachMulScalarListInPlace(TensorList self, double[] scalars)", "Run(self, scalars);")]
    [InlineData("aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]", "Tensor[] SplitTensor(Tensor self, long split_size, long? dim = null)", "CallMany(self, split_size, Arg.OrDefault(dim));")]
    [InlineData("aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", "(Tensor values, Tensor indices) MaxDim(Tensor self, long dim, bool? keepdim = null)", "return (results[0], results[1]);")]
    [InlineData("aten::equal(Tensor self, Tensor other) -> bool", "bool Equal(Tensor self, Tensor other)", "CallNumber(self, other) != 0;")]
    [InlineData("aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor", "Tensor NormScalarOptDim(Tensor self, Scalar? p, long[] dim, bool? keepdim = null)", "Call(self, Arg.OrNone(p), dim, Arg.OrDefault(keepdim));")]
    [InlineData("aten::f(Tensor? weight, str a=\"x, y\", int[2] pad=[0, 1], *, ScalarType? dtype=None, Device? device=None, Generator? generator=None) -> Tensor", "Tensor F(Tensor? weight, string? a = null, long[]? pad = null, ScalarType? dtype = null, Device? device = null, RandomStream? generator = null)", "Call(weight, Arg.OrDefault(a), Arg.OrDefault(pad), Arg.OrDefault(dtype), Arg.OrDefault(device), Arg.OrDefault(generator));")]
    public void A_schema_becomes_a_typed_method(string schema, string signature, string body)
    {
        var text = new OperatorMethod(OperatorSchema.Parse(schema)).Method();
        Assert.Contains($"    internal static {signature}", text, StringComparison.Ordinal);
        Assert.Contains(body, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_for_whole_tensors_takes_gradients_too()
    {
        var text = new OperatorMethod(OperatorSchema.Parse("aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)")).WholeMethod();
        Assert.EndsWith("internal static void MulTensorInPlace(RawTensor self, RawTensor other) =>\n            Handles.MulTensorInPlace.RunWhole(self, other);\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_cannot_cross_and_names_that_meet_are_said()
    {
        var type = Assert.Throws<NotSupportedException>(() => new OperatorMethod(OperatorSchema.Parse("aten::f(Dimname[] names) -> Tensor")).Method());
        Assert.Contains("aten::f takes 'names' of the type Dimname[]", type.Message, StringComparison.Ordinal);
        var result = Assert.Throws<NotSupportedException>(() => new OperatorMethod(OperatorSchema.Parse("aten::f() -> (Tensor, int)")).Method());
        Assert.Contains("returns (Tensor, int)", result.Message, StringComparison.Ordinal);
        var names = Assert.Throws<InvalidOperationException>(() => OperatorFiles.Write(["aten::f", "aten::_f"], new Dictionary<string, string> { ["aten::f"] = "aten::f() -> ()", ["aten::_f"] = "aten::_f() -> ()" }));
        Assert.Contains("become F", names.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => OperatorSchema.Parse("aten::f"));
    }

    private static string LiveVersion => Version + Marshal.PtrToStringUTF8(Native.Version());

    private static void SkipWithoutSources()
    {
        try
        {
            Approval.RepositoryRoot();
        }
        catch (InvalidOperationException)
        {
            Assert.Skip("The sources are not here.");
        }
    }

    private static string[] Listed() =>
        [.. File.ReadLines(Path.Combine(Folder, "operators.txt")).Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith('#'))];

    private static string[] KeptSchemas() => File.ReadAllLines(Path.Combine(Folder, "operators.schemas.txt"));

    private static Dictionary<string, string> ByName(IEnumerable<string> schemas) =>
        schemas.Where(s => s.StartsWith("aten::", StringComparison.Ordinal)).ToDictionary(s => s[..s.IndexOf('(', StringComparison.Ordinal)], StringComparer.Ordinal);

    // as libtorch says them where it is the one they were taken from; of an operator that it lacks, what is kept
    private static List<string> Schemas(string[] kept)
    {
        var (known, isLive) = (ByName(kept), kept[0] == LiveVersion || MayWrite);
        return
        [
            isLive ? LiveVersion : kept[0],
            .. Listed().Select(l => l.Split(' ')[0]).Select(name => isLive && new Operator(name) is { IsKnown: true } live ? live.Schema
                : known.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{name} is in operators.txt, but {LiveVersion[2..]} has no such operator, and operators.schemas.txt has no schema of it.")),
        ];
    }
}
