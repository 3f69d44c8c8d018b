"""What PyTorch computes, as JSON: the tests compare against these numbers, live or as stored in figures.json."""
import json
import math
import sys

import torch
from torch import nn
from torch.nn import functional as F


def wave(*shape, phase=0.0):
    count = math.prod(shape)
    return torch.tensor([math.sin(0.7 * i + phase) for i in range(count)]).reshape(shape)


def flat(tensor):
    return tensor.detach().reshape(-1).double().tolist()


def layers():
    torch.set_num_threads(1)
    layer = nn.Linear(5, 3)
    with torch.no_grad():
        layer.weight.copy_(wave(3, 5, phase=0.1))
        layer.bias.copy_(wave(3, phase=0.2))
    x = wave(4, 5, phase=0.3).requires_grad_()
    y = layer(x)
    (F.relu(y) * wave(4, 3, phase=0.4)).sum().backward()
    yield "linear", flat(y)
    yield "relu", flat(F.relu(y))
    yield "linear_weight_grad", flat(layer.weight.grad)
    yield "linear_bias_grad", flat(layer.bias.grad)
    yield "linear_input_grad", flat(x.grad)
    yield "softmax", flat(F.softmax(x, 1))
    yield "log_softmax", flat(F.log_softmax(x, 1))


def filled(module):
    """Sets parameter number i to a wave of phase 1 + i."""
    with torch.no_grad():
        for i, parameter in enumerate(module.parameters()):
            parameter.copy_(wave(*parameter.shape, phase=1.0 + i) * 0.5)
    return module


def there_and_back(name, module, x):
    """The output, and the gradients of its product with a wave: of the input, then of all parameters."""
    x = x.clone().requires_grad_()
    y = filled(module)(x)
    (y * wave(*y.shape, phase=0.4)).sum().backward()
    yield name, flat(y)
    yield name + "_grads", sum((flat(t.grad) for t in [x, *module.parameters()]), [])


def images():
    x = wave(2, 4, 6, 5, phase=0.3)
    yield from there_and_back("conv1d", nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2), wave(2, 4, 7, phase=0.3))
    yield from there_and_back("conv2d", nn.Conv2d(4, 6, 3, padding=1, dilation=2), x)
    yield from there_and_back("conv2d_tuples", nn.Conv2d(4, 2, (3, 2), stride=(2, 1), padding=(1, 0), bias=False), x)
    for mode in ("reflect", "replicate", "circular"):
        yield from there_and_back(f"conv2d_{mode}", nn.Conv2d(4, 2, 3, padding=(2, 1), padding_mode=mode), x)
    yield from there_and_back("max_pool2d", nn.MaxPool2d(2), x)
    yield from there_and_back("max_pool2d_more", nn.MaxPool2d((3, 2), stride=(2, 1), padding=1, ceil_mode=True), x)
    yield from there_and_back("avg_pool2d", nn.AvgPool2d(2), x)
    yield from there_and_back("avg_pool2d_more", nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), x)
    yield from there_and_back("adaptive_avg_pool2d", nn.AdaptiveAvgPool2d((2, 3)), x)


def norms():
    x = wave(3, 4, 2, 5, phase=0.3)
    for name, module, rows in (("batch_norm1d", nn.BatchNorm1d(4), wave(6, 4, phase=0.3)), ("batch_norm2d", nn.BatchNorm2d(4, eps=1e-3, momentum=0.3), x)):
        yield from there_and_back(name, module, rows)
        module(rows * 2)
        yield name + "_running", flat(module.running_mean) + flat(module.running_var) + flat(module.num_batches_tracked)
        module.eval()
        yield name + "_eval", flat(module(rows))
    yield "batch_norm_untracked", flat(nn.BatchNorm1d(4, affine=False, track_running_stats=False).eval()(wave(6, 4, phase=0.3)))
    yield from there_and_back("layer_norm", nn.LayerNorm(5), x)
    yield from there_and_back("layer_norm_two", nn.LayerNorm((2, 5), eps=1e-3), x)
    yield from there_and_back("group_norm", nn.GroupNorm(2, 4), x)


def activations():
    x = wave(4, 5, phase=0.3) * 2
    yield from there_and_back("gelu", nn.GELU(), x)
    yield from there_and_back("gelu_tanh", nn.GELU(approximate="tanh"), x)
    yield from there_and_back("silu", nn.SiLU(), x)
    yield from there_and_back("tanh", nn.Tanh(), x)
    yield from there_and_back("sigmoid", nn.Sigmoid(), x)
    yield from there_and_back("softmax_layer", nn.Softmax(1), x)


def sequences():
    embedding = filled(nn.Embedding(7, 3))
    y = embedding(torch.tensor([[1, 2], [6, 1]]))
    (y * wave(2, 2, 3, phase=0.4)).sum().backward()
    yield "embedding", flat(y) + flat(embedding.weight.grad)
    x = wave(5, 2, 6, phase=0.3)
    hidden = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)
    padded = torch.tensor([[False] * 5, [False, False, False, True, True]])
    attention = filled(nn.MultiheadAttention(6, 2))
    for name, options in (("plain", {}), ("causal", {"attn_mask": hidden}), ("padded", {"key_padding_mask": padded}), ("both", {"attn_mask": hidden.float() * -2, "key_padding_mask": padded})):
        y, weights = attention(x, x * 0.5, x + 1, **options)
        yield f"attention_{name}", flat(y) + flat(weights)
    q, k, v = (wave(2, 3, 4, 5, phase=p) for p in (0.1, 0.2, 0.3))
    yield "scaled_dot_product", flat(F.softmax(q @ k.transpose(-2, -1) / math.sqrt(5), -1) @ v)
    yield "scaled_dot_product_causal", flat(F.softmax(q @ k.transpose(-2, -1) / math.sqrt(5) + torch.triu(torch.full((4, 4), -math.inf), 1), -1) @ v)
    for name, make in (("lstm", nn.LSTM), ("gru", nn.GRU)):
        plain = filled(make(6, 3))
        y, state = plain(x)
        (y * wave(5, 2, 3, phase=0.4)).sum().backward()
        yield name, flat(y) + sum((flat(s) for s in (state if name == "lstm" else [state])), []) + sum((flat(p.grad) for p in plain.parameters()), [])
        rich = filled(make(6, 3, num_layers=2, batch_first=True, bidirectional=True))
        first = wave(4, 5, 3, phase=0.6)
        y, state = rich(x, (first, first * 0.5) if name == "lstm" else first)
        yield name + "_rich", flat(y)


def losses():
    logits, target = wave(6, 4, phase=0.5), torch.tensor([0, 3, 1, 2, 1, 0])
    weight = torch.tensor([0.5, 1.0, 2.0, 0.25])
    yield "cross_entropy", flat(F.cross_entropy(logits, target))
    yield "cross_entropy_sum", flat(F.cross_entropy(logits, target, reduction="sum"))
    yield "cross_entropy_none", flat(F.cross_entropy(logits, target, reduction="none"))
    yield "cross_entropy_weight", flat(F.cross_entropy(logits, target, weight=weight))
    yield "cross_entropy_ignore", flat(F.cross_entropy(logits, target, ignore_index=1))
    yield "cross_entropy_smoothing", flat(F.cross_entropy(logits, target, label_smoothing=0.1))
    yield "nll_loss", flat(F.nll_loss(F.log_softmax(logits, 1), target))
    yield "mse_loss", flat(F.mse_loss(logits, wave(6, 4, phase=0.9)))
    yield "huber_loss", flat(F.huber_loss(logits, wave(6, 4, phase=0.9), delta=0.3))
    yield "smooth_l1_loss", flat(F.smooth_l1_loss(logits, wave(6, 4, phase=0.9), beta=0.3))
    yield "binary_cross_entropy", flat(F.binary_cross_entropy_with_logits(logits, (wave(6, 4, phase=0.9) > 0).float()))
    yield "binary_cross_entropy_weights", flat(F.binary_cross_entropy_with_logits(logits, (wave(6, 4, phase=0.9) > 0).float(), torch.full((4,), 0.5), pos_weight=torch.tensor([1.0, 2.0, 3.0, 4.0])))


def five_steps(optimizer):
    w = wave(3, 4, phase=0.6).requires_grad_()
    b = wave(4, phase=0.7).requires_grad_()
    made = optimizer([w, b])
    for step in range(5):
        made.zero_grad(set_to_none=True)
        (((wave(2, 3, phase=0.8 + step) @ w) + b) ** 2).mean().backward()
        made.step()
    return flat(w) + flat(b)


def optimizers():
    sgd, adam = torch.optim.SGD, torch.optim.Adam
    yield "sgd", five_steps(lambda p: sgd(p, lr=0.1))
    yield "sgd_momentum", five_steps(lambda p: sgd(p, lr=0.1, momentum=0.9))
    yield "sgd_decay", five_steps(lambda p: sgd(p, lr=0.1, weight_decay=0.1))
    yield "sgd_momentum_decay", five_steps(lambda p: sgd(p, lr=0.1, momentum=0.9, weight_decay=0.1))
    yield "sgd_nesterov", five_steps(lambda p: sgd(p, lr=0.1, momentum=0.9, weight_decay=0.1, nesterov=True))
    yield "sgd_dampening", five_steps(lambda p: sgd(p, lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.1))
    yield "sgd_maximize", five_steps(lambda p: sgd(p, lr=0.01, momentum=0.9, dampening=0.3, maximize=True))
    yield "adam", five_steps(lambda p: adam(p, lr=0.1))
    yield "adam_decay", five_steps(lambda p: adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1))
    adamw, nadam, rmsprop = torch.optim.AdamW, torch.optim.NAdam, torch.optim.RMSprop
    yield "adamw", five_steps(lambda p: adamw(p, lr=0.1, weight_decay=0))
    yield "adamw_decay", five_steps(lambda p: adamw(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1))
    yield "adamw_maximize", five_steps(lambda p: adamw(p, lr=0.01, weight_decay=0.1, maximize=True))
    # PyTorch 1.13 counts the momentum twice without foreach; its own formula, foreach and later versions do not
    yield "nadam", five_steps(lambda p: nadam(p, lr=0.1, foreach=True))
    yield "nadam_decay", five_steps(lambda p: nadam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, momentum_decay=0.1, foreach=True))
    yield "rmsprop", five_steps(lambda p: rmsprop(p, lr=0.1))
    yield "rmsprop_momentum", five_steps(lambda p: rmsprop(p, lr=0.01, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.1))
    yield "rmsprop_centered", five_steps(lambda p: rmsprop(p, lr=0.01, momentum=0.8, centered=True))
    yield "adam_maximize", five_steps(lambda p: adam(p, lr=0.01, maximize=True))


def clipping():
    for name, most, kind in (("clip", 0.5, 2.0), ("clip_one", 0.5, 1.0), ("clip_inf", 0.5, math.inf), ("clip_none", 100.0, 2.0)):
        w, b = wave(3, 4, phase=0.6).requires_grad_(), wave(4, phase=0.7).requires_grad_()
        (((wave(2, 3, phase=0.8) @ w) + b) ** 2).sum().backward()
        norm = nn.utils.clip_grad_norm_([w, b], most, norm_type=kind)
        yield name, flat(norm) + flat(w.grad) + flat(b.grad)
    nn.utils.clip_grad_value_([w, b], 0.25)
    yield "clip_value", flat(w.grad) + flat(b.grad)


def factors(make, total):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimizer, total)
    result = []
    for _ in range(total):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step() if len(result) < total else None
    return result


def schedules():
    s = torch.optim.lr_scheduler
    for total in (7, 20, 100):
        yield f"cosine_{total}", factors(lambda o, n: s.CosineAnnealingLR(o, T_max=n), total)
        yield f"linear_{total}", factors(lambda o, n: s.LinearLR(o, start_factor=1.0, end_factor=0.0, total_iters=n), total)
        yield f"step_{total}", factors(lambda o, n: s.StepLR(o, step_size=max(1, round(n / 3)), gamma=0.1), total)
        yield f"warmup_{total}", factors(lambda o, n: s.SequentialLR(o, [s.LinearLR(o, start_factor=0.2, end_factor=1.0, total_iters=4), s.CosineAnnealingLR(o, T_max=n - 5)], milestones=[5]), total)
        yield f"one_cycle_{total}", factors(lambda o, n: s.OneCycleLR(o, max_lr=1.0, total_steps=n, cycle_momentum=False), total)


def training():
    model = nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 10))
    with torch.no_grad():
        for i, parameter in enumerate(model.parameters()):
            parameter.copy_(wave(*parameter.shape, phase=1.0 + i) * 0.2)
    x, y = wave(80, 16, phase=2.0), torch.tensor([(i * 7) % 10 for i in range(80)])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-3)
    result = []
    for step in range(50):
        rows = slice(8 * (step % 10), 8 * (step % 10) + 8)
        loss = F.cross_entropy(model(x[rows]), y[rows])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        result.append(loss.item())
    yield "training_50_steps", result


def initial():
    torch.manual_seed(5)
    layer = nn.Linear(8, 4)
    yield "seeded_linear", flat(layer.weight) + flat(layer.bias)
    layer = nn.Conv2d(4, 6, 3, groups=2)
    yield "seeded_conv2d", flat(layer.weight) + flat(layer.bias)
    yield "seeded_embedding", flat(nn.Embedding(5, 4, padding_idx=2).weight)
    yield "seeded_attention", sum((flat(p) for p in nn.MultiheadAttention(4, 2).parameters()), [])
    yield "seeded_lstm", sum((flat(p) for p in nn.LSTM(3, 4).parameters()), [])
    yield "seeded_gru", sum((flat(p) for p in nn.GRU(3, 4, bias=False).parameters()), [])
    yield "seeded_xavier", flat(nn.init.xavier_uniform_(torch.empty(4, 8)))
    yield "seeded_kaiming", flat(nn.init.kaiming_uniform_(torch.empty(4, 8)))
    yield "seeded_dropout", flat(F.dropout(torch.ones(4, 8), 0.5))


if __name__ == "__main__":
    groups = (layers, images, norms, activations, sequences, losses, optimizers, clipping, schedules, training, initial)
    json.dump({name: values for group in groups for name, values in group()}, sys.stdout, indent=0)
