"""Trains a small network on 8 x 8 handwritten digits, with Python's standard library alone.

dotnet hyper runs this once a trial. One JSON line comes in; after each epoch one goes out, and the answer to it says
whether to go on. By hand:  python3 train.py < /dev/null
"""
import csv
import gzip
import json
import math
import random
import sys
from operator import mul

DATA = "data/digits.csv.gz"  # numbers, the class last
SPLIT_SEED = 0  # decides which row falls into which part; all trials share the parts
HIDDEN = 24

# what a run by hand trains
BY_HAND = {
    "parameters": {"learning_rate": 0.05, "batch_size": 32, "momentum": 0.9, "weight_decay": 0, "dropout": 0},
    "epochs": 12,
    "seed": 1,
    "test": True,
}


def main():
    trial = json.loads(sys.stdin.readline() or json.dumps(BY_HAND))
    parameters = trial["parameters"]
    train, validation, test = read_parts()
    network = Network(len(train[0][0]), 1 + max(label for _, label in train), random.Random(trial["seed"]))
    best = best_test = -1.0
    for epoch in range(1, trial["epochs"] + 1):
        network.learn_all(train, parameters)
        value, loss = network.score(validation)
        train_value, train_loss = network.score(train[:len(validation)])
        if value > best:
            best, best_test = value, network.score(test)[0] if trial["test"] else None
        if not report(epoch, value, train_value=train_value, train_loss=train_loss, validation_loss=loss):
            return
    if trial["test"]:
        print(json.dumps({"test": best_test}), flush=True)


def report(step, value, **metrics):
    """Tells dotnet hyper how it goes; False means that the trial is hopeless."""
    print(json.dumps({"step": step, "value": value, "metrics": metrics}), flush=True)
    answer = sys.stdin.readline()
    return not answer or json.loads(answer)["continue"]


def read_parts():
    """Two thirds to train, a sixth to choose by, a sixth that no trial sees; each has the same share of every class."""
    with (gzip.open if DATA.endswith(".gz") else open)(DATA, "rt") as file:
        rows = [[float(cell) for cell in row] for row in csv.reader(file)]
    random.Random(SPLIT_SEED).shuffle(rows)
    rows.sort(key=lambda row: row[-1])
    largest = max(max(row[:-1]) for row in rows)
    rows = [([cell / largest for cell in row[:-1]], int(row[-1])) for row in rows]
    return [row for i, row in enumerate(rows) if i % 6 < 4], rows[4::6], rows[5::6]


class Network:
    """One hidden layer with ReLU and dropout, trained by stochastic gradient descent with momentum."""

    def __init__(self, inputs, classes, source):
        self.source = source
        self.layers = [self.layer(inputs, HIDDEN), self.layer(HIDDEN, classes)]
        self.speeds = zeros(self.layers)

    def layer(self, inputs, outputs):
        """One row of weights for each output; the last weight of a row is its bias."""
        spread = math.sqrt(2 / inputs)
        return [[self.source.gauss(0, spread) for _ in range(inputs)] + [0.0] for _ in range(outputs)]

    def learn_all(self, rows, parameters):
        """One epoch."""
        self.source.shuffle(rows)
        size = parameters["batch_size"]
        for start in range(0, len(rows), size):
            self.learn(rows[start:start + size], parameters)

    def learn(self, batch, parameters):
        """One step along the mean gradient of a batch."""
        gradients = zeros(self.layers)
        keep = 1 - parameters["dropout"]
        for cells, label in batch:
            hidden = [x / keep if keep == 1 or self.source.random() < keep else 0.0 for x in self.hidden(cells)]
            errors = self.probabilities(hidden)
            errors[label] -= 1
            back = [sum(map(mul, errors, column)) for column in zip(*self.layers[1])]
            add_product(gradients[1], errors, hidden)
            add_product(gradients[0], [error / keep if x else 0.0 for error, x in zip(back, hidden)], cells)
        rate, momentum, decay = (parameters[name] for name in ("learning_rate", "momentum", "weight_decay"))
        for layer, speeds, slopes in zip(self.layers, self.speeds, gradients):
            for w, v, g in zip(layer, speeds, slopes):
                v[:] = [momentum * vi - rate * (gi / len(batch) + decay * wi) for vi, gi, wi in zip(v, g, w)]
                w[:] = [wi + vi for wi, vi in zip(w, v)]

    def hidden(self, cells):
        return [max(0.0, sum(map(mul, row, cells)) + row[-1]) for row in self.layers[0]]

    def probabilities(self, hidden):
        scores = [sum(map(mul, row, hidden)) + row[-1] for row in self.layers[1]]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def score(self, rows):
        """The share of rows that are recognized, and the mean loss."""
        right, loss = 0, 0.0
        for cells, label in rows:
            probabilities = self.probabilities(self.hidden(cells))
            right += probabilities[label] == max(probabilities)
            loss -= math.log(max(probabilities[label], 1e-12))
        return right / len(rows), loss / len(rows)


def zeros(layers):
    return [[[0.0] * len(row) for row in layer] for layer in layers]


def add_product(gradient, errors, inputs):
    """Adds error times input to each weight's gradient; the bias has the input 1."""
    for row, error in zip(gradient, errors):
        if error:
            row[:-1] = [g + error * x for g, x in zip(row, inputs)]
            row[-1] += error


if __name__ == "__main__":
    main()
