#!/usr/bin/env bash
# sums the trx files of a folder into one line; fails unless something passed, nothing failed, and every project left results
set -euo pipefail
folder="$1"
broken="${2:-0}"
line=$(cat "$folder"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk -v failed="$broken" '
    { for (i = 1; i <= NF; i++) { split($i, a, "\"")
        if ($i ~ /^passed=/) passed += a[2]
        if ($i ~ /^(failed|error|aborted|timeout)=/) failed += a[2]
        if ($i ~ /^notExecuted=/) skipped += a[2] } }
    END { printf "%d passed, %d failed, %d skipped", passed, failed, skipped }') || line="0 passed, $broken failed, 0 skipped"
printf '%s\n' "$line"
[[ "$line" == *" 0 failed,"* && "$line" != "0 passed,"* ]]
