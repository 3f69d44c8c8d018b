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
    yield "binary_cross_entropy", flat(F.binary_cross_entropy_with_logits(logits, (wave(6, 4, phase=0.9) > 0).float()))


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
    yield "adam_maximize", five_steps(lambda p: adam(p, lr=0.01, maximize=True))


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
    yield "seeded_xavier", flat(nn.init.xavier_uniform_(torch.empty(4, 8)))
    yield "seeded_kaiming", flat(nn.init.kaiming_uniform_(torch.empty(4, 8)))
    yield "seeded_dropout", flat(F.dropout(torch.ones(4, 8), 0.5))


if __name__ == "__main__":
    groups = (layers, losses, optimizers, schedules, training, initial)
    json.dump({name: values for group in groups for name, values in group()}, sys.stdout, indent=0)
