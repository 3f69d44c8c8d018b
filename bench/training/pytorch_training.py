"""The peer: the same training written for PyTorch as an expert would, faster of its two optimizer forms.

Reads one line "NETWORK EPOCHS FOREACH" at a time and answers with the seconds that the epochs took.
"""
import gzip
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64


def load(path):
    with gzip.open(path, "rt") as file:
        rows = torch.tensor([[float(cell) for cell in line.split(",")] for line in file])
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(0))
    x, y = rows[order, :64] / 16, rows[order, 64].long()
    return (x[:1200], y[:1200]), (x[1200:1500], y[1200:1500])


class Transformer(nn.Module):
    """A row of pixels is a word; one block of attention and a network for each word."""

    def __init__(self, width=32):
        super().__init__()
        self.words = nn.Linear(8, width)
        self.attention = nn.MultiheadAttention(width, 4)
        self.first = nn.LayerNorm(width)
        self.each = nn.Sequential(nn.Linear(width, 64), nn.ReLU(), nn.Linear(64, width))
        self.second = nn.LayerNorm(width)
        self.classes = nn.Linear(width, 10)

    def forward(self, x):
        x = self.words(x.view(-1, 8, 8).transpose(0, 1))
        x = self.first(x + self.attention(x, x, x, need_weights=False)[0])
        x = self.second(x + self.each(x))
        return self.classes(x.mean(0))


def network(name):
    if name == "transformer":
        return Transformer()
    if name == "cnn":
        return nn.Sequential(
            nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64, 10))
    layers, width = [], 64
    for _ in range(1 if name == "mlp1" else 2):
        layers += [nn.Linear(width, 128), nn.ReLU()]
        width = 128
    return nn.Sequential(*layers, nn.Linear(width, 10))


def score(model, part):
    model.eval()
    with torch.no_grad():
        logits = model(part[0])
        loss = F.cross_entropy(logits, part[1], reduction="sum").item()
        right = (logits.argmax(1) == part[1]).sum().item()
    model.train()
    return loss / len(part[1]), right / len(part[1])


def place():
    return sys.argv[2] if len(sys.argv) > 2 else "cpu"


def on_device(parts):
    return [(x.to(place()), y.to(place())) for x, y in parts]


def train(train_part, validation_part, name, epochs, foreach):
    torch.manual_seed(1)
    model = network(name).to(place())
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, foreach=foreach)
    x, y = train_part
    start = time.perf_counter()
    for _ in range(epochs):
        order = torch.randperm(len(y)).to(y.device)
        for features, labels in zip(x[order].split(BATCH), y[order].split(BATCH)):
            loss = F.cross_entropy(model(features), labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        score(model, train_part)
        validation = score(model, validation_part)
    return time.perf_counter() - start, validation[1]


if __name__ == "__main__":
    torch.set_num_threads(1)
    parts = on_device(load(sys.argv[1]))
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        name, epochs, foreach = line.split()
        seconds, accuracy = train(*parts, name, int(epochs), foreach == "1")
        print(seconds, accuracy, flush=True)
