"""The peer: a learning-rate phase of trials one after another, PyTorch with Optuna in memory, faster optimizer form.

Reads one line "TRIALS EPOCHS HIDDEN FOREACH" at a time and answers with the seconds from the first step to the last tell.
"""
import sys
import time

import optuna
import torch
from torch import nn
from torch.nn import functional as F

from pytorch_training import BATCH, load, on_device, place, score


def phase(train_part, validation_part, trials, epochs, hidden, foreach):
    x, y = train_part
    times = []

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-5, 1.0, log=True)
        torch.manual_seed(1)
        model = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, 10)).to(place())
        optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9, foreach=foreach)
        best = 0.0
        times.append(time.perf_counter())
        for epoch in range(epochs):
            order = torch.randperm(len(y)).to(y.device)
            for features, labels in zip(x[order].split(BATCH), y[order].split(BATCH)):
                loss = F.cross_entropy(model(features), labels)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
            score(model, train_part)
            accuracy = score(model, validation_part)[1]
            best = max(best, accuracy)
            trial.report(accuracy, epoch + 1)
        return best

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(objective, n_trials=trials)
    return time.perf_counter() - times[0], study.best_value


if __name__ == "__main__":
    torch.set_num_threads(1)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    parts = on_device(load(sys.argv[1]))
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        trials, epochs, hidden, foreach = (int(word) for word in line.split())
        print(*phase(*parts, trials, epochs, hidden, bool(foreach)), flush=True)
