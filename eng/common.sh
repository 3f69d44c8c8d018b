# shared by the scripts: where things lie, and a quiet dotnet that leaves nothing outside the repository
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
ARTIFACTS="$ROOT/artifacts"
FEED="$ARTIFACTS/feed"
HIVE="$ARTIFACTS/hive"
TOOL="$ARTIFACTS/tool/dotnet-hyper"

export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit "${CODE:-1}"; }
now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }                          # microseconds
seconds_since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", (b - a) / 1e6 }'; }

# a version of its own for each state of the sources: NuGet keeps a package that it has once unpacked
source_version() {
    local hash
    hash=$(cd "$ROOT" && find src Directory.Build.props Directory.Packages.props global.json -type f \
        ! -path '*/bin/*' ! -path '*/obj/*' ! -path '*/.hyper/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    printf '0.1.0-local.s%s' "${hash:0:12}"
}

# quiet unless it fails; descriptor 9 is a lock, which a compiler server must not take along
quietly() {
    local log="$ARTIFACTS/logs/$1.log"
    shift
    mkdir -p "$ARTIFACTS/logs"
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
        cat "$log" >&2
        die "failed: $* (log: $log)"
    fi
}

# a folder that behaves like one far from this repository: packages come from the local feed and the machine's cache only
make_workspace() {
    local folder="$1" cache
    cache="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
    mkdir -p "$folder" "$FEED"
    cat >"$folder/nuget.config" <<XML
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <config><add key="globalPackagesFolder" value="$ARTIFACTS/packages" /></config>
  <packageSources><clear /><add key="local" value="$FEED" /></packageSources>
  <fallbackPackageFolders><clear /><add key="machine" value="$cache" /></fallbackPackageFolders>
</configuration>
XML
    for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
        printf '<Project />\n' >"$folder/$name"
    done
    printf 'root = true\n' >"$folder/.editorconfig"
}
