namespace HyperScaffold.Torch.Tests.Modules;

public sealed class ModuleTests
{
    [Fact]
    public void Components_are_registered_under_their_fields_names_in_order()
    {
        using var model = new TwoLayers();
        Assert.Equal(["scale", "_first.weight", "_first.bias", "_rest.0.weight", "_rest.0.bias"], model.named_parameters().Select(p => p.name));
        Assert.Equal(["_seen"], model.named_buffers().Select(b => b.name));
        Assert.Equal(6, model.state_dict().Count);
        Assert.Contains("outer._first.weight", model.state_dict(prefix: "outer").Keys);
    }

    [Fact]
    public void Evaluation_reaches_every_part()
    {
        using var model = new TwoLayers();
        Assert.True(model.training);
        model.eval();
        Assert.All(model.named_children(), child => Assert.False(child.module.training));
        model.train();
        Assert.All(model.named_children(), child => Assert.True(child.module.training));
    }

    [Fact]
    public void A_state_loaded_into_another_model_makes_it_equal()
    {
        using var scope = NewDisposeScope();
        using var one = new TwoLayers();
        using var other = new TwoLayers();
        one.eval();
        other.eval();
        var input = ones(3, 4);
        Assert.False(one.call(input).equal(other.call(input)));
        other.load_state_dict(one.state_dict());
        Assert.True(one.call(input).equal(other.call(input)));
        Assert.All(other.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
    }

    [Fact]
    public void A_state_of_another_model_is_refused_with_the_names_that_differ()
    {
        using var model = new TwoLayers();
        var state = model.state_dict();
        state.Remove("scale");
        state["extra"] = model.scale;
        var e = Assert.Throws<HyperException>(() => model.load_state_dict(state));
        Assert.Contains("missing [scale], not expected [extra]", e.Message, StringComparison.Ordinal);
        var (missing, unexpected) = model.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["extra"], unexpected);
    }

    [Fact]
    public void A_state_of_other_shapes_is_refused_with_all_of_them_before_anything_is_taken_over()
    {
        using var scope = NewDisposeScope();
        using var model = new TwoLayers();
        var state = model.state_dict().ToDictionary(t => t.Key, t => t.Value.detach() + 1);
        state["_first.bias"] = ones(7);
        state["scale"] = ones(7);
        var before = model.scale.sum().ToDouble() + model.parameters().First().sum().ToDouble();
        var e = Assert.Throws<HyperException>(() => model.load_state_dict(state));
        Assert.Contains("_first.bias has the shape [7] there and [5] here", e.Message, StringComparison.Ordinal);
        Assert.Contains("scale has the shape [7] there", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.scale.sum().ToDouble() + model.parameters().First().sum().ToDouble());
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        using var layer = Sequential(("a", ReLU()));
        Assert.Contains("'a'", Assert.Throws<HyperException>(() => layer.append("a", ReLU())).Message, StringComparison.Ordinal);
        Assert.Contains("'a.b'", Assert.Throws<HyperException>(() => layer.append("a.b", ReLU())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_outlive_the_scope_that_they_were_made_in_and_die_with_their_module()
    {
        Linear layer;
        using (NewDisposeScope())
        {
            layer = Linear(2, 2);
        }

        Assert.False(layer.weight.IsInvalid);
        layer.Dispose();
        Assert.True(layer.weight.IsInvalid);
    }

    [Fact]
    public void Sequential_disposes_what_lies_between_its_steps()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(4, 4), ReLU(), Identity(), Linear(4, 2));
        var input = ones(1, 4);
        var before = scope.DisposablesCount;
        using var output = model.call(input);
        Assert.Equal(before + 1, scope.DisposablesCount);
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void A_module_converted_to_double_computes_in_double()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(2, 2), ReLU()).to(float64);
        Assert.Equal(ScalarType.Float64, model.call(ones(1, 2, float64)).dtype);
        Assert.All(model.to(CPU).parameters(), p => Assert.True(p.requires_grad));
    }

    private sealed class TwoLayers : Module<Tensor, Tensor>
    {
        public readonly Parameter scale = new(torch.ones(1));
        private readonly Module<Tensor, Tensor> _first = Linear(4, 5);
        private readonly Sequential _rest = Sequential(Linear(5, 2), Dropout(0.5));
        private readonly Tensor _seen = torch.zeros(1);

        public TwoLayers()
            : base(nameof(TwoLayers)) => RegisterComponents();

        public override Tensor forward(Tensor input) => (_rest.call(_first.call(input)) * scale) + _seen;
    }
}
