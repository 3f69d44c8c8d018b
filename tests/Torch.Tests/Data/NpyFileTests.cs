using System.Diagnostics;
using HyperScaffold.Torch.Data;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Data;

public sealed class NpyFileTests : IDisposable
{
    private readonly DataFiles _files = new();

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.npy.gz")]
    public void Values_are_read_plain_and_compressed(string name)
    {
        using var scope = NewDisposeScope();
        var bytes = new float[] { 1.5f, -2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes).ToArray();
        var values = NpyFile.Read(_files.Write(name, DataFiles.Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", bytes)));
        Assert.Equal([2, 3], values.shape);
        Assert.Equal([1.5, -2, 3, 4, 5, 6], Flat(values));
    }

    [Fact]
    public void Columns_first_foreign_bytes_single_numbers_and_other_types_are_read()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1.0, 3, 5, 2, 4, 6], Flat(Read("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", 1, 2, 3, 4, 5, 6)));
        Assert.Equal([258.0], Flat(Read("{'descr': '>i2', 'fortran_order': False, 'shape': (1,), }", 1, 2)));
        Assert.Equal([513.0], Flat(Read("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", 1, 2, 0, 0, 0, 0, 0, 0)));
        Assert.Equal([1.0, 0], Flat(Read("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", 1, 0)));
        Assert.Equal([-1.0], Flat(Read("{'descr': '|i1', 'fortran_order': False, 'shape': (1,), }", 255)));
    }

    [Theory]
    [InlineData("np.arange(6, dtype='float64').reshape(2, 3)", "0 1 2 3 4 5")]
    [InlineData("np.asfortranarray(np.arange(24, dtype='int32').reshape(2, 3, 4))[:, 1:, ::2]", "4 6 8 10 16 18 20 22")]
    [InlineData("np.array(7, dtype='>u1')", "7")]
    [InlineData("np.asfortranarray(np.array([[1, 2], [3, 4]], dtype='>f4'))", "1 2 3 4")]
    public void What_NumPy_saved_is_read(string array, string expected)
    {
        var path = _files.Write("numpy.npy");
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", $"import numpy as np; np.save(r'{path}', {array})"]) { RedirectStandardError = true };
        Assert.SkipUnless(File.Exists(start.FileName), "there is no /usr/bin/python3 to save arrays with");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(error.Contains("No module named", StringComparison.Ordinal), "the Python here has no NumPy to save arrays with");
        Assert.Equal(0, process.ExitCode);
        using var scope = NewDisposeScope();
        Assert.Equal(expected, string.Join(' ', Flat(NpyFile.Read(path).to(float32))));
    }

    [Fact]
    public void Features_and_labels_become_samples()
    {
        var features = _files.Write("x.npy", DataFiles.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }", 0, 4, 8, 12));
        var labels = _files.Write("y.npy", DataFiles.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", 1, 0));
        using var samples = NpyFile.ReadSamples(features, labels, 4);
        Assert.Equal([0.0, 1, 2, 3], Flat(samples.Features));
        Assert.Equal([1L, 0], samples.Labels.data<long>().ToArray());
    }

    [Fact]
    public void A_damaged_file_is_named_with_what_is_wrong()
    {
        AssertDamaged(_files.Write("other", 80, 75, 3, 4, 0, 0, 0, 0), "a .npy file starts with 147 and NUMPY, but this one starts with 80 75 3 4 0 0");
        AssertDamaged(_files.Write("header", [.. DataFiles.Npy("{}").Take(60)]), "it ends inside its header, after 50 of 118 bytes");
        AssertDamaged(_files.Write("dictionary", DataFiles.Npy("{'descr': '<f4'}")), "its header is not understood: {'descr': '<f4'}");
        AssertDamaged(_files.Write("values", DataFiles.Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 1, 2, 3)), "it ends inside its values, after 3 of 24 bytes");
        AssertDamaged(_files.Write("longer", DataFiles.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", 1, 2)), "it goes on after the 1 bytes of its values");
        AssertDamaged(_files.Write("claims", 0x93, 78, 85, 77, 80, 89, 2, 0, 255, 255, 255, 255), "its header claims 4294967295 bytes");
    }

    [Theory]
    [InlineData("<c8")]
    [InlineData("|O")]
    [InlineData("<U3")]
    [InlineData("")]
    public void A_type_that_is_not_read_is_answered_with_those_that_are(string type)
    {
        var path = _files.Write("typed.npy", DataFiles.Npy($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1,), }}", new byte[16]));
        var message = Assert.Throws<HyperException>(() => NpyFile.Read(path)).Message;
        Assert.StartsWith($"{path} holds elements of NumPy's type '{type}', but u1, b1, i1, i2, i4, i8, f4, f8 are read", message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private Tensor Read(string header, params byte[] values) => NpyFile.Read(_files.Write("r.npy", DataFiles.Npy(header, values))).to(float32);

    private static void AssertDamaged(string path, string what)
    {
        var message = Assert.Throws<HyperException>(() => NpyFile.Read(path)).Message;
        Assert.StartsWith($"The data file is damaged: {path}: ", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }
}
