#!/usr/bin/env bash
# from a fresh clone to a tuned model: installs what is missing, packs, scaffolds artifacts/demo/Digits, runs every phase
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"

"$ROOT/eng/setup.sh"
"$ROOT/eng/pack.sh"

demo="$ARTIFACTS/demo"
rm -rf "$demo"
make_workspace "$demo"
cd "$demo"
start=$(now)
say "dotnet new hypertune -n Digits"
quietly demo-new dotnet new hypertune -n Digits --debug:custom-hive "$HIVE"
cd Digits
say "dotnet hyper run"
code=0
"$TOOL" run "$@" </dev/null || code=$?
say
say "From dotnet new to the table: $(seconds_since "$start") s. The project: ${PWD#"$ROOT"/}"
exit "$code"
