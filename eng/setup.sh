#!/usr/bin/env bash
# installs what is missing on Debian; with --tests also what the tests compare with. Does nothing when all is there.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

command -v dotnet >/dev/null || CODE=2 die "The .NET SDK 10 must be installed (dotnet is not on PATH): see https://learn.microsoft.com/dotnet/core/install/linux"

is_there() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

needed=()
command -v g++ >/dev/null || needed+=(g++)
if [ -z "${HYPER_LIBTORCH:-}" ]; then
    needed+=(libtorch-dev libopenblas0-pthread)
fi
if [ "${1:-}" = --tests ]; then
    needed+=(python3-torch python3-optuna python3-psycopg2 postgresql sqlite3)
fi

if ! command -v dpkg-query >/dev/null; then
    say "This is not a Debian: install the equivalents of: ${needed[*]:-nothing}"
    exit 0
fi

missing=()
for package in "${needed[@]}"; do
    is_there "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    CODE=2 die "Install what is missing, then run this again:  apt-get install --no-install-recommends ${missing[*]}"
fi

say "Installing ${missing[*]} ..."
quietly apt-update "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update
quietly apt-install "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
