#!/usr/bin/env bash
# packs the sources into artifacts/feed and installs tool and template from there into artifacts/; nothing to do when they are unchanged
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

exec 9>"$(mkdir -p "$ARTIFACTS" && printf '%s' "$ARTIFACTS/pack.lock")"
flock 9

version=$(source_version)
stamp="$ARTIFACTS/packed-version"
if [ "$(cat "$stamp" 2>/dev/null)" = "$version" ] && [ -x "$TOOL" ]; then
    exit 0
fi

say "Packing HyperScaffold $version ..."
rm -rf "$FEED" "$HIVE" "$ARTIFACTS/tool" "$stamp"
mkdir -p "$FEED"
quietly pack dotnet msbuild "$ROOT/eng/Pack.proj" -nologo -v:m -m -p:Version="$version"

make_workspace "$ARTIFACTS/workspace"
cd "$ARTIFACTS/workspace"
quietly install-tool dotnet tool install HyperScaffold.Tool --version "$version" --tool-path "$ARTIFACTS/tool" --configfile nuget.config
quietly install-template dotnet new install "$FEED/HyperScaffold.Templates.$version.nupkg" --debug:custom-hive "$HIVE"
# the packages of older sources
find "$ARTIFACTS/packages" -mindepth 2 -maxdepth 2 -path '*/hyperscaffold.*' ! -name "$version" -exec rm -rf {} + 2>/dev/null || true
printf '%s' "$version" >"$stamp"
