"""Trains one hidden layer of 128 on the digits over a grid and writes validation losses times 1000, one line a configuration.

usage: python3 make_digits_table.py digits.csv.gz digits-table.csv
Columns: indices of learning rate, batch size, weight decay and dropout in the lists below, then 30 epochs; -1 is a loss that is not finite.
"""
import csv
import gzip
import itertools
import sys

import torch

RATES = [10 ** (-3 + 0.4 * i) for i in range(10)]
BATCHES = [16, 32, 64, 128, 256]
DECAYS = [0.0, 1e-4, 1e-3, 1e-2]
DROPOUTS = [0.0, 0.2, 0.4, 0.6]
EPOCHS = 30
TRAIN, VALID = 1200, 300


def load(path):
    with gzip.open(path, "rt") as file:
        rows = [[float(v) for v in row] for row in csv.reader(file) if row[0].replace(".", "").isdigit()]
    data = torch.tensor(rows)
    order = torch.randperm(len(data), generator=torch.Generator().manual_seed(0))
    data = data[order]
    x, y = data[:, :64] / 16, data[:, 64].long()
    return x[:TRAIN], y[:TRAIN], x[TRAIN:TRAIN + VALID], y[TRAIN:TRAIN + VALID]


def train(x, y, vx, vy, rate, batch, decay, dropout):
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Dropout(dropout), torch.nn.Linear(128, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9, weight_decay=decay)
    losses = []
    for _ in range(EPOCHS):
        model.train()
        order = torch.randperm(TRAIN)
        for start in range(0, TRAIN, batch):
            rows = order[start:start + batch]
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            loss = torch.nn.functional.cross_entropy(model(vx), vy)
        losses.append(round(1000 * loss.item()) if torch.isfinite(loss) and loss < 99 else -1)
    return losses


if __name__ == "__main__":
    torch.set_num_threads(1)
    data = load(sys.argv[1])
    with open(sys.argv[2], "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for r, b, d, p in itertools.product(range(10), range(5), range(4), range(4)):
            writer.writerow([r, b, d, p] + train(*data, RATES[r], BATCHES[b], DECAYS[d], DROPOUTS[p]))
            out.flush()
