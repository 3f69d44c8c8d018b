"""The peer: the same training written for PyTorch as an expert would, faster of its two optimizer forms.

Reads one line "HIDDEN_LAYERS EPOCHS FOREACH" at a time and answers with the seconds that the epochs took.
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


def network(hidden_layers):
    layers, width = [], 64
    for _ in range(hidden_layers):
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


def train(train_part, validation_part, hidden_layers, epochs, foreach):
    torch.manual_seed(1)
    model = network(hidden_layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, foreach=foreach)
    x, y = train_part
    start = time.perf_counter()
    for _ in range(epochs):
        order = torch.randperm(len(y))
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
    parts = load(sys.argv[1])
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        layers, epochs, foreach = (int(word) for word in line.split())
        seconds, accuracy = train(*parts, layers, epochs, bool(foreach))
        print(seconds, accuracy, flush=True)
