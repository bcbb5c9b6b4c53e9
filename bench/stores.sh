# For the benchmarks that need both stores; sourced by them. STORE_IMAGE is the image of PostgreSQL, and PUBLISHED a folder that dotnet publish has filled before, or empty.
# shellcheck shell=bash

: "${STORE_IMAGE:=docker.io/library/postgres:18}"
: "${PUBLISHED:=}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "bench: $*" >&2
  exit 1
}

# The names of the settings that are numbers.
prepare() {
  docker info >/dev/null 2>&1 || fail "no Docker engine answers; on Debian, eng/prepare-container-tests.sh sets one up"
  docker image inspect "$STORE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$STORE_IMAGE" >&2
  prepare_without_postgres "$@"
}

prepare_without_postgres() {
  command -v wrk >/dev/null || fail "wrk is missing: apt-get install wrk"
  prepare_web "$@"
}

prepare_web() {
  local setting
  [[ $(uname -s) == Linux ]] || fail "memory is read from /proc: Linux only"
  for setting in "$@"; do
    [[ ${!setting} =~ ^[1-9][0-9]*$ ]] || fail "$setting must be a number from 1, not '${!setting}'"
  done

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  if [[ -z $PUBLISHED ]]; then
    PUBLISHED=$work/web
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
    dotnet publish "$root/EchoApp.Web" --configuration Release --use-current-runtime --output "$PUBLISHED" --verbosity quiet >&2
  fi
}

# Of bench/measure, with its options.
measure() {
  PYTHONDONTWRITEBYTECODE=1 python3 "$root/bench/measure/$1" --published "$PUBLISHED" --work "$work" --image "$STORE_IMAGE" "${@:2}"
}
