"""Times Optuna on the bench's tasks and prints one JSON object. Started by the bench."""
import json
import math
import sys
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
    momentum = trial.suggest_float("momentum", 0.0, 0.99)
    width = trial.suggest_int("width", 16, 512, log=True)
    layers = trial.suggest_int("layers", 1, 5)
    optimizer = trial.suggest_categorical("optimizer", ["sgd", "adam", "adamw"])
    return (math.log10(lr) + 3) ** 2 + (momentum - 0.9) ** 2 + math.log2(width / 128) ** 2 / 10 + layers / 10 + (optimizer != "adam") * 0.3


def run(sampler, trials):
    study = optuna.create_study(sampler=sampler)
    start = time.process_time()
    study.optimize(objective, n_trials=trials)
    return study, (time.process_time() - start) / trials


def asks(finished, count):
    study, _ = run(optuna.samplers.RandomSampler(seed=1), finished)
    study.sampler = optuna.samplers.TPESampler(seed=1)
    start = time.process_time()
    for _ in range(count):
        trial = study.ask()
        study.tell(trial, objective(trial))
    return (time.process_time() - start) / count


def reports(trials, steps):
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1), pruner=optuna.pruners.MedianPruner(n_startup_trials=5))
    spent = 0.0
    for number in range(trials):
        trial = study.ask()
        start = time.process_time()
        for step in range(steps):
            trial.report(1.0 / (step + 1) + 0.001 * number, step)
            trial.should_prune()
        spent += time.process_time() - start
        study.tell(trial, 1.0 / steps + 0.001 * number)
    return spent / trials / steps


if __name__ == "__main__":
    trials = int(sys.argv[1])
    print(json.dumps({
        "version": optuna.__version__,
        "tpe": run(optuna.samplers.TPESampler(seed=1), trials)[1],
        "random": run(optuna.samplers.RandomSampler(seed=1), trials)[1],
        "ask1000": asks(1000, 20),
        "ask5000": asks(5000, 10),
        "report": reports(50, 50),
    }))
