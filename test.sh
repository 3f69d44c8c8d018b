#!/usr/bin/env bash
# builds once, runs every test project, ends with the line "N passed, N failed, N skipped". Arguments name test projects: ./test.sh Runtime Tool
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
exec </dev/null

"$ROOT/eng/setup.sh" --tests || say "Tests that need what is missing are skipped."

say "Building ..."
cd "$ROOT"
quietly build dotnet build HyperScaffold.sln -c Release -nologo -v:m -m -p:Version="$(source_version)"

results="$ARTIFACTS/test-results"
rm -rf "$results"
mkdir -p "$results"
broken=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    if [ $# -gt 0 ] && [[ " $* " != *" ${name%.Tests} "* ]]; then
        continue
    fi
    say "$name ..."
    "$ARTIFACTS/bin/HyperScaffold.$name/release/HyperScaffold.$name" -noColor -noLogo -trx "$results/$name.trx" >"$results/$name.log" 2>&1 || true
    grep -E '^ *HyperScaffold\..*\[(FAIL|SKIP)\]' -A 3 "$results/$name.log" || true
    if ! grep -q '<Counters ' "$results/$name.trx" 2>/dev/null; then
        tail -n 40 "$results/$name.log"
        say "$name ended without results"
        broken=$((broken + 1))
    fi
done

"$ROOT/eng/summary.sh" "$results" "$broken"
