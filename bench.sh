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

EVIDENCE="$ARTIFACTS/evidence"

# a project of the template that stays as long as the sources do: what was trained there is found again
evidence_project() {
    local name="$1" folder="$EVIDENCE/$1"
    [ -f "$folder/hyper.yaml" ] && return
    (cd "$EVIDENCE" && quietly "evidence-new-$name" dotnet new hypertune -n Digits -o "$name" "${@:2}" --debug:custom-hive "$HIVE")
}

# the whole way of the data on one split: what tuning gains over the plan's defaults, on rows that no trial saw
evidence_split() {
    local seed="$1" json from seconds baseline best test
    evidence_project "Split$seed"
    cd "$EVIDENCE/Split$seed"
    sed -i "s/SplitSeed = 0/SplitSeed = $seed/" Data.cs
    from=$(now)
    quietly "evidence-run-$seed" "$TOOL" run --yes
    seconds=$(seconds_since "$from")
    json=$("$TOOL" status --json)
    read -r baseline best test <<<"$(printf '%s' "$json" | awk -v RS=, '
        /"(baseline|best|test)":/ { gsub(/[{}"\n ]/, ""); split($0, kv, ":"); if (!(kv[1] in seen)) seen[kv[1]] = kv[2] }
        END { print seen["baseline"], seen["best"], seen["test"] }')"
    printf '%s %s %s %s %s\n' "$seed" "$baseline" "$best" "$test" "$seconds" >"$EVIDENCE/split-$seed.txt"
}

split_table() {
    printf '%-11s %10s %10s %10s %10s %10s\n' 'split seed' baseline best gain test seconds
    cat "$EVIDENCE"/split-?.txt | awk '{ printf "%-11s %10.4f %10.4f %10.4f %10.4f %10.1f\n", $1, $2, $3, $3 - $2, $4, $5 }'
}

split_rows() {
    cat "$EVIDENCE"/split-?.txt | awk 'function row(what, value, target) {
            printf "%s{\"name\":\"split seed %s, %s\",\"unit\":\"accuracy\",\"ours\":%.4f,\"peer\":null,\"ratio\":null,\"target\":%s}", n++ ? "," : "", $1, what, value, target }
        { row("validation", $3, 0.96); row("test", $4, 0.955); row("gain", $3 - $2, 0.12) }'
}

evidence_splits() {
    for seed in 0 1 2 3 4; do
        [ -f "$EVIDENCE/split-$seed.txt" ] || (evidence_split "$seed")
    done
    split_table
}

# every claim on the digits; an interrupted run goes on where it stopped
evidence_claims() {
    evidence_project Digits
    (cd "$EVIDENCE/Digits" && "$TOOL" prove --all --markdown >"$EVIDENCE/claims.tmp")
    mv "$EVIDENCE/claims.tmp" "$EVIDENCE/claims.md"
}

# the same comparison with a ten times larger search, for a trainer in Python
evidence_script() {
    evidence_project Script --trainer command
    (cd "$EVIDENCE/Script" && "$TOOL" prove plan --markdown >"$EVIDENCE/script.tmp")
    mv "$EVIDENCE/script.tmp" "$EVIDENCE/script.md"
}

# docs/evidence.md from whatever parts there are
evidence_page() {
    local part missing=''
    {
        sed "s/DATE/$(date -u +%Y-%m-%d)/; s/CORES/$(nproc)/" "$ROOT/bench/evidence-intro.md"
        printf '\n| claim | answer |\n|---|---|\n'
        cat "$EVIDENCE"/claims.md "$EVIDENCE"/script.md 2>/dev/null | sed -n 's/^- \(.*\) \*\*\([A-Z][a-z ]*\)\*\*: \(.*\)$/| \1 | **\2**: \3 |/p'
        for part in $("$TOOL" prove 2>/dev/null | cut -d' ' -f1); do
            grep -qs "^### $part:" "$EVIDENCE/claims.md" || missing="${missing:+$missing, }$part"
        done
        [ -z "$missing" ] || printf '\nNot run for this page: %s.\n' "$missing"
        [ -f "$EVIDENCE/claims.md" ] && printf '\n## Claims, on a network in C#\n\n' && cat "$EVIDENCE/claims.md"
        [ -f "$EVIDENCE/script.md" ] && printf '\n## The same comparison, on a trainer in Python\n\n' && cat "$EVIDENCE/script.md"
        if compgen -G "$EVIDENCE/split-?.txt" >/dev/null; then
            printf '\n## The template as it is, on five splits\n\n`dotnet hyper run`, from the scaffolded project to the trained model; test rows are rows that no trial saw.\n\n```\n'
            split_table
            printf '```\n'
        fi
    } | cat -s >"$EVIDENCE/page.md"
    cp "$EVIDENCE/page.md" "$ROOT/docs/evidence.md"
    say "Wrote docs/evidence.md"
}

# the parts as rows: how many claims hold, and each split
evidence_rows() {
    local rows=() answer word
    for answer in 'Holds' 'Does not hold' 'Cannot be told'; do
        word=$(cat "$EVIDENCE"/claims.md "$EVIDENCE"/script.md 2>/dev/null | grep -c "\*\*$answer\*\*" || true)
        rows+=("{\"name\":\"answers: $(printf '%s' "$answer" | tr 'A-Z' 'a-z')\",\"unit\":\"claims\",\"ours\":$word,\"peer\":null,\"ratio\":null,\"target\":null}")
    done
    compgen -G "$EVIDENCE/split-?.txt" >/dev/null && rows+=("$(split_rows)")
    say "{\"bench\":\"evidence\",\"rows\":[$(IFS=,; echo "${rows[*]}")]}"
}

evidence() {
    local parts=("$@") version
    [ ${#parts[@]} -gt 0 ] || parts=(splits claims script page)
    "$ROOT/eng/setup.sh"
    "$ROOT/eng/pack.sh"
    version=$(cat "$ARTIFACTS/packed-version")
    if [ "$(cat "$EVIDENCE/.version" 2>/dev/null)" != "$version" ]; then
        rm -rf "$EVIDENCE"
        make_workspace "$EVIDENCE"
        printf '%s' "$version" >"$EVIDENCE/.version"
    fi
    for part in "${parts[@]}"; do
        case "$part" in
            splits | claims | script | page) "evidence_$part" ;;
            *) CODE=2 die "usage: ./bench.sh evidence [splits] [claims] [script] [page]" ;;
        esac
    done
    evidence_rows
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
    evidence) evidence "$@" ;;
    engine | quality | storage | torture | micro) run_project "$name" "$@" ;;
    *) usage ;;
esac
