#!/usr/bin/env bash
# ./bench.sh training|engine|storage|quality|torture|evidence|startup|micro: ours beside the peer in the same run; the last line is one JSON object
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"

usage() { CODE=2 die "usage: ./bench.sh training|engine|storage|quality|torture|evidence|startup|micro"; }

median() { sort -n | awk '{ a[NR] = $1 } END { print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }

once() { local from; from=$(now); "$@" >/dev/null 2>&1; echo $(($(now) - from)); }

# alternating runs, so that a busy machine slows both
startup_row() {
    local runs=15 ours=() peers=() has_peer=0 mine peer
    [ -x /usr/bin/optuna ] && has_peer=1
    "$ROOT/eng/pack.sh" >&2
    for ((i = 0; i <= runs; i++)); do
        mine=$(once "$TOOL" --version)
        peer=0; [ $has_peer = 1 ] && peer=$(once /usr/bin/optuna --version)
        if [ $i -gt 0 ]; then ours+=("$mine"); peers+=("$peer"); fi          # the first run of each only warms the disk cache
    done
    awk -v a="$(printf '%s\n' "${ours[@]}" | median)" -v b="$(printf '%s\n' "${peers[@]}" | median)" -v has="$has_peer" 'BEGIN {
        printf "{\"name\":\"dotnet-hyper --version\",\"unit\":\"ms\",\"ours\":%.1f,\"peer\":%s,\"ratio\":%s,\"target\":0.3}",
            a / 1000, has ? sprintf("%.1f", b / 1000) : "null", has ? sprintf("%.3f", a / b) : "null" }'
}

show_startup() {
    awk -v row="$1" 'BEGIN { gsub(/[{}"]/, "", row); n = split(row, f, ","); for (i = 1; i <= n; i++) { split(f[i], kv, ":"); v[kv[1]] = kv[2] }
        printf "%-28s %10s %10s %8s %8s\n", "start-up", "ours ms", "optuna ms", "ratio", "target"
        printf "%-28s %10s %10s %8s %8s\n", v["name"], v["ours"], v["peer"], v["ratio"], v["target"] }'
}

# a bench has a project of its own, or is a word of the common one
run_project() {
    local name="$1" project="$ROOT/bench/HyperScaffold.Bench.csproj" arguments=("$@")
    if compgen -G "$ROOT/bench/$name/*.csproj" >/dev/null; then
        project=$(compgen -G "$ROOT/bench/$name/*.csproj")
        arguments=("${@:2}")
    fi
    [ -f "$project" ] || CODE=2 die "There is no bench/$name yet."
    quietly "bench-$name" dotnet build "$project" -c Release -nologo -v:m
    dotnet run --project "$project" -c Release --no-build -- "${arguments[@]}" </dev/null
}

# the whole way of the data on five splits: what tuning gains over the plan's defaults, on rows that no trial saw
evidence() {
    local folder="$ARTIFACTS/evidence" rows=() seed json from seconds
    "$ROOT/eng/setup.sh"
    "$ROOT/eng/pack.sh"
    rm -rf "$folder"
    make_workspace "$folder"
    printf '%-11s %10s %10s %10s %10s %10s\n' 'split seed' baseline best gain test seconds
    for seed in 0 1 2 3 4; do
        (cd "$folder" && quietly evidence-new dotnet new hypertune -n Digits -o "Digits$seed" --debug:custom-hive "$HIVE")
        cd "$folder/Digits$seed"
        sed -i "s/SplitSeed = 0/SplitSeed = $seed/" Data.cs
        from=$(now)
        quietly "evidence-run-$seed" "$TOOL" run
        seconds=$(seconds_since "$from")
        json=$("$TOOL" status --json)
        read -r baseline best test <<<"$(printf '%s' "$json" | awk -v RS=, '
            /"(baseline|best|test)":/ { gsub(/[{}"\n ]/, ""); split($0, kv, ":"); if (!(kv[1] in seen)) seen[kv[1]] = kv[2] }
            END { print seen["baseline"], seen["best"], seen["test"] }')"
        gain=$(awk -v a="$baseline" -v b="$best" 'BEGIN { printf "%.4f", b - a }')
        printf '%-11s %10.4f %10.4f %10.4f %10.4f %10.1f\n' "$seed" "$baseline" "$best" "$gain" "$test" "$seconds"
        for figure in "validation:$best:0.96" "test:$test:0.955" "gain:$gain:0.12"; do
            IFS=: read -r what value target <<<"$figure"
            rows+=("{\"name\":\"split seed $seed, $what\",\"unit\":\"accuracy\",\"ours\":$value,\"peer\":null,\"ratio\":null,\"target\":$target}")
        done
    done
    say "{\"bench\":\"evidence\",\"rows\":[$(IFS=,; echo "${rows[*]}")]}"
}

name="${1:-}"
[ $# -gt 0 ] && shift
case "$name" in
    startup)
        row=$(startup_row)
        show_startup "$row"
        say "{\"bench\":\"startup\",\"rows\":[$row]}"
        ;;
    training)
        "$ROOT/eng/setup.sh" --tests || true
        output=$(run_project training "$@")
        row=$(startup_row)
        printf '%s\n' "$output" | sed '$d'
        show_startup "$row"
        last=$(printf '%s\n' "$output" | tail -n 1)
        say "${last%]\}},$row]}"
        ;;
    evidence) evidence ;;
    engine | quality | storage | torture | micro) run_project "$name" "$@" ;;
    *) usage ;;
esac
