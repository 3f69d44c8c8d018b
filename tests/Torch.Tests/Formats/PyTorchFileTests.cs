using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using HyperScaffold.Torch.Formats;

namespace HyperScaffold.Torch.Tests.Formats;

public sealed class PyTorchFileTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"hyper-{Guid.NewGuid():N}.pt");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Tensors_come_back_with_shape_type_and_values()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["layer.weight"] = tensor((float[])[1.5f, -2, 3, 4, 5, 6], [2, 3]),
            ["layer.bias"] = tensor((double[])[0.25]),
            ["steps"] = tensor(7L),
            ["half"] = ones(3).to(float16),
            ["empty"] = zeros(0, 4),
        };
        PyTorchFile.Save(_path, tensors);
        var loaded = PyTorchFile.Load(_path);
        Assert.Equal(tensors.Keys, loaded.Keys);
        Assert.All(tensors, t => Assert.True(t.Value.equal(loaded[t.Key]) && t.Value.dtype == loaded[t.Key].dtype, t.Key));
    }

    [Fact]
    public void PyTorch_reads_what_we_write_into_a_module_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("0", Linear(3, 4)), ("1", BatchNorm1d(4)), ("2", Linear(4, 2)));
        PyTorchFile.Save(_path, model.state_dict());
        var sums = RunPython($"""
            import torch
            m = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
            m.load_state_dict(torch.load(r'{_path}'))
            print(' '.join('%.9g' % v.double().sum().item() for v in m.state_dict().values()))
            """);
        var ours = model.state_dict();
        string[] order = ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked", "2.weight", "2.bias"];
        foreach (var (name, sum) in order.Zip(sums.Split(' '), (n, s) => (n, double.Parse(s))))
        {
            Assert.Equal(ours[name].to(float64).sum().ToDouble(), sum, 1e-7);
        }
    }

    [Fact]
    public void Ours_reads_what_PyTorch_writes_also_views_and_nested_checkpoints()
    {
        RunPython($$"""
            import torch
            base = torch.arange(12.).reshape(3, 4)
            m = torch.nn.Linear(2, 2)
            torch.nn.init.constant_(m.weight, 2)
            torch.save({'model': m.state_dict(), 'parameter': m.weight, 'views': [base.t(), base[1:, ::2]], 'epoch': 3, 'name': 'x', 'lr': 0.1,
                'bf16': torch.ones(2, dtype=torch.bfloat16), 'flags': torch.tensor([True, False]), 'big': 2 ** 40}, r'{{_path}}')
            """);
        using var scope = NewDisposeScope();
        var loaded = PyTorchFile.Load(_path);
        Assert.Equal(["model.weight", "model.bias", "parameter", "views.0", "views.1", "bf16", "flags"], loaded.Keys);
        Assert.Equal(8, loaded["model.weight"].sum().ToDouble());
        Assert.Equal([4, 3], loaded["views.0"].shape);
        Assert.Equal([0f, 4, 8, 1], loaded["views.0"].data<float>().ToArray()[..4]);
        Assert.Equal([4f, 6, 8, 10], loaded["views.1"].data<float>().ToArray());
        Assert.Equal(bfloat16, loaded["bf16"].dtype);
    }

    [Fact]
    public void A_file_that_would_run_code_is_refused_and_nothing_runs()
    {
        var victim = _path + ".victim";
        RunPython($$"""
            import os, torch
            class Evil:
                def __reduce__(self): return (os.system, ('touch {{victim}}',))
            torch.save({'w': Evil()}, r'{{_path}}')
            """);
        var message = Assert.Throws<HyperException>(() => PyTorchFile.Load(_path)).Message;
        Assert.Contains("posix.system, which is no tensor", message, StringComparison.Ordinal);
        Assert.False(File.Exists(victim));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-30)]
    public void A_cut_file_is_refused(int keep)
    {
        using var scope = NewDisposeScope();
        PyTorchFile.Save(_path, new Dictionary<string, Tensor> { ["w"] = ones(100) });
        var bytes = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, bytes[..(keep < 0 ? bytes.Length + keep : keep)]);
        Assert.Contains(_path, Assert.Throws<HyperException>(() => PyTorchFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0080\u0002}.", null)]
    [InlineData("\u0080\u0002", "its pickle ends too early.")]
    [InlineData("\u0080\u0002u.", "its pickle is damaged.")]
    [InlineData("\u0080\u0002cos\nsystem\n(X\u0001\0\0\0atR.", "it holds os.system, which is no tensor.")]
    [InlineData("\u0080\u0002\u0081.", "its pickle uses the instruction 0x81, which weights do not need.")]
    public void A_damaged_or_foreign_pickle_is_named(string pickle, string? problem)
    {
        using (var archive = ZipFile.Open(_path, ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("x/data.pkl").Open();
            stream.Write(Encoding.Latin1.GetBytes(pickle));
        }

        if (problem is null)
        {
            Assert.Empty(PyTorchFile.Load(_path));
            return;
        }

        Assert.Equal(
            $"No weights could be read from {_path}: {problem} Give a complete file that torch.save of PyTorch 1.6 or later wrote, such as torch.save(model.state_dict(), file).",
            Assert.Throws<HyperException>(() => PyTorchFile.Load(_path)).Message);
    }

    private static string RunPython(string program)
    {
        var start = new ProcessStartInfo(Python, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Assert.SkipUnless(File.Exists(Python), $"there is no {Python} with torch to exchange weights with");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var said = errors.GetAwaiter().GetResult();
        Assert.SkipWhen(said.Contains("No module named 'torch'", StringComparison.Ordinal), $"{Python} has no torch to exchange weights with");
        Assert.True(process.ExitCode == 0, said);
        return text.Trim();
    }
}
