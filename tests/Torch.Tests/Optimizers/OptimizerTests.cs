using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Optimizers;

public sealed class OptimizerTests
{
    public static TheoryData<string> Names =>
    [
        "sgd", "sgd_momentum", "sgd_decay", "sgd_momentum_decay", "sgd_nesterov", "sgd_dampening", "sgd_maximize",
        "adam", "adam_decay", "adam_maximize",
        "adamw", "adamw_decay", "adamw_maximize", "nadam", "nadam_decay", "rmsprop", "rmsprop_momentum", "rmsprop_centered",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Five_steps_end_where_PyTorchs_do(string name)
    {
        using var scope = NewDisposeScope();
        using var w = new Parameter(Wave([3, 4], 0.6));
        using var b = new Parameter(Wave([4], 0.7));
        using var optimizer = Make(name, [w, b]);
        for (var step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            (Wave([2, 3], 0.8 + step).matmul(w) + b).pow(2).mean().backward();
            optimizer.step();
        }

        AssertFigure(name, Flat(w).Concat(Flat(b)));
    }

    [Fact]
    public void Fifty_steps_of_training_lose_what_PyTorchs_do()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(16, 32), ReLU(), Linear(32, 10));
        using (no_grad())
        {
            foreach (var (parameter, i) in model.parameters().Select((p, i) => (p, i)))
            {
                parameter.copy_(Wave(parameter.shape, 1.0 + i) * 0.2);
            }
        }

        var x = Wave([80, 16], 2).split(8);
        var y = tensor([.. Enumerable.Range(0, 80).Select(i => (long)(i * 7) % 10)]).split(8);
        using var optimizer = optim.SGD(model.parameters(), 0.05, momentum: 0.9, weight_decay: 1e-3);
        var losses = new List<double>();
        for (var step = 0; step < 50; step++)
        {
            var loss = functional.cross_entropy(model.call(x[step % 10]), y[step % 10]);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses.Add(loss.ToDouble());
        }

        AssertFigure("training_50_steps", losses);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var used = new Parameter(ones(2));
        using var unused = new Parameter(ones(2));
        using var optimizer = optim.SGD([unused, used], 0.1, momentum: 0.9, weight_decay: 0.1);
        used.sum().backward();
        optimizer.step();
        Assert.Equal([1.0, 1.0], Flat(unused));
        Assert.Equal(0.89, Flat(used)[0], 1e-6);
    }

    [Fact]
    public void Forgotten_gradients_are_null_and_recording_goes_on_after_a_step()
    {
        using var scope = NewDisposeScope();
        using var w = new Parameter(ones(2));
        using var optimizer = optim.Adam([w]);
        w.sum().backward();
        optimizer.step();
        Assert.NotNull(w.grad);
        optimizer.zero_grad();
        Assert.Null(w.grad);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void An_optimizer_without_parameters_says_what_was_forgotten() =>
        Assert.Contains("RegisterComponents", Assert.Throws<HyperException>(() => optim.SGD([], 0.1)).Message, StringComparison.Ordinal);

    private static optim.Optimizer Make(string name, Parameter[] p) => name switch
    {
        "sgd" => optim.SGD(p, 0.1),
        "sgd_momentum" => optim.SGD(p, 0.1, 0.9),
        "sgd_decay" => optim.SGD(p, 0.1, weight_decay: 0.1),
        "sgd_momentum_decay" => optim.SGD(p, 0.1, 0.9, weight_decay: 0.1),
        "sgd_nesterov" => optim.SGD(p, 0.1, 0.9, weight_decay: 0.1, nesterov: true),
        "sgd_dampening" => optim.SGD(p, 0.1, 0.9, 0.3, 0.1),
        "sgd_maximize" => optim.SGD(p, 0.01, 0.9, 0.3, maximize: true),
        "adam" => optim.Adam(p, 0.1),
        "adam_decay" => optim.Adam(p, 0.1, 0.8, 0.95, 1e-6, 0.1),
        "adam_maximize" => optim.Adam(p, 0.01, maximize: true),
        _ => MakeMore(name, p),
    };

    private static optim.Optimizer MakeMore(string name, Parameter[] p) => name switch
    {
        "adamw" => optim.AdamW(p, 0.1),
        "adamw_decay" => optim.AdamW(p, 0.1, 0.8, 0.95, 1e-6, 0.1),
        "adamw_maximize" => optim.AdamW(p, 0.01, weight_decay: 0.1, maximize: true),
        "nadam" => optim.NAdam(p, 0.1),
        "nadam_decay" => optim.NAdam(p, 0.1, 0.8, 0.95, 1e-6, 0.1, 0.1),
        "rmsprop" => optim.RMSProp(p, 0.1),
        "rmsprop_momentum" => optim.RMSProp(p, 0.01, 0.9, 1e-6, 0.1, 0.8),
        "rmsprop_centered" => optim.RMSProp(p, 0.01, momentum: 0.8, centered: true),
        _ => throw new ArgumentException($"no such optimizer: {name}"),
    };
}
