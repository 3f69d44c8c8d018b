"""Prints how many milliseconds one trial takes in Optuna's SQLite storage: five parameters, one report."""
import sys
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    value = trial.suggest_float("rate", 1e-5, 1, log=True) + trial.suggest_float("dropout", 0, 0.7)
    value += trial.suggest_int("layers", 1, 6) + trial.suggest_categorical("batch", [16, 32, 64, 128])
    value += len(trial.suggest_categorical("optimizer", ["sgd", "adam"])) / 10
    trial.report(value, 1)
    return value


study = optuna.create_study(storage=sys.argv[1], sampler=optuna.samplers.RandomSampler(seed=1))
study.optimize(objective, n_trials=3)
start = time.perf_counter()
study.optimize(objective, n_trials=1000, timeout=6)
print((time.perf_counter() - start) * 1000 / (len(study.trials) - 3))
