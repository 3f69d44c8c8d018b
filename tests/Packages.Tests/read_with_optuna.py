# prints what Optuna sees of a study, then lets its TPE sampler add three trials
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
path, name = sys.argv[1:]
storage = optuna.storages.RDBStorage("sqlite:///" + path, skip_compatibility_check=True)
study = optuna.load_study(study_name=name, storage=storage, sampler=optuna.samplers.TPESampler(seed=1, n_startup_trials=2))
for t in study.trials:
    if t.value is not None and t.params:
        print(t.number, t.state.name, t.value, *t.params.values(), len(t.intermediate_values))
space = next(t.distributions for t in study.trials if t.distributions)
for _ in range(3):
    study.tell(study.ask(space), 0.5)
print("added 3")
