"""Prints how many milliseconds one trial takes in a storage of Optuna's, all processes together: five parameters, one report."""
import multiprocessing
import sys
import time

import optuna

SECONDS = 6
optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    value = trial.suggest_float("rate", 1e-5, 1, log=True) + trial.suggest_float("dropout", 0, 0.7)
    value += trial.suggest_int("layers", 1, 6) + trial.suggest_categorical("batch", [16, 32, 64, 128])
    value += len(trial.suggest_categorical("optimizer", ["sgd", "adam"])) / 10
    trial.report(value, 1)
    return value


def run(start, told):
    study = optuna.load_study(study_name="peer", storage=sys.argv[1], sampler=optuna.samplers.RandomSampler())
    study.optimize(objective, n_trials=3)
    start.wait()
    begin = time.perf_counter()
    trials = 0
    while time.perf_counter() - begin < SECONDS:
        study.optimize(objective, n_trials=1)
        trials += 1
    told.put(trials)


processes = int(sys.argv[2])
optuna.create_study(study_name="peer", storage=sys.argv[1])
start, told = multiprocessing.Barrier(processes), multiprocessing.Queue()
workers = [multiprocessing.Process(target=run, args=(start, told)) for _ in range(processes)]
for worker in workers:
    worker.start()
trials = sum(told.get() for _ in workers)
print(SECONDS * 1000 / trials)
