"""Answers one JSON line with one JSON line: Optuna asks, the bench evaluates. Started by the bench."""
import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def suggest(trial, name, distribution):
    if isinstance(distribution, optuna.distributions.FloatDistribution):
        return trial.suggest_float(name, distribution.low, distribution.high, step=distribution.step, log=distribution.log)
    if isinstance(distribution, optuna.distributions.IntDistribution):
        return trial.suggest_int(name, distribution.low, distribution.high, step=distribution.step, log=distribution.log)
    return distribution.choices.index(trial.suggest_categorical(name, distribution.choices))


def run(order):
    samplers = {"tpe": optuna.samplers.TPESampler, "random": optuna.samplers.RandomSampler}
    study = optuna.create_study(sampler=samplers[order["sampler"]](seed=order["seed"]))
    space = [(p, optuna.distributions.json_to_distribution(p["distribution"])) for p in order["space"]]
    for _ in range(order["trials"]):
        trial = study.ask()
        values = {}
        for parameter, distribution in space:
            if parameter["parent"] is None or values.get(parameter["parent"]) in parameter["choices"]:
                values[parameter["name"]] = suggest(trial, parameter["name"], distribution)
        print(json.dumps(values), flush=True)
        value = json.loads(sys.stdin.readline())
        if value is None:
            study.tell(trial, state=optuna.trial.TrialState.FAIL)
        else:
            study.tell(trial, value)


if __name__ == "__main__":
    print(json.dumps({"optuna": optuna.__version__}), flush=True)
    for line in sys.stdin:
        run(json.loads(line))
