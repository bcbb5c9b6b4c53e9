#!/usr/bin/env bash
# Measures EchoApp.Web, native AOT, with bins: how many requests a second it captures durably, on its embedded store and on PostgreSQL in a container, beside
# the same request echoed; what the wire and the bin "recent" cost the echo; and its memory over a long flood. Prints Markdown on standard output, and what it
# is doing on standard error. What is measured, and why it is fair: README.md.
#
#   bench/bins.sh                                     about eleven minutes, the build included
#   ROUNDS=1 DURATION=2 FLOOD=20 bench/bins.sh        a quick look
#   PUBLISHED=DIR bench/bins.sh                       a folder that dotnet publish has filled before
#
# Needs Linux, the .NET SDK, clang, wrk, Docker and the image, which it pulls unless it is there: STORE_IMAGE names another, such as that of
# eng/build-images.sh. The flood takes 4 GB of disk a minute, in TMPDIR.
set -euo pipefail

: "${ROUNDS:=7}"       # of load on each in turn
: "${DURATION:=5}"     # seconds of load in a round; the warm-up before the first takes as long
: "${CONNECTIONS:=64}" # kept open by the load generator
: "${FLOOD:=300}"      # seconds
: "${STORE_IMAGE:=docker.io/library/postgres:18}"
: "${PUBLISHED:=}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "bench: $*" >&2
  exit 1
}

[[ $(uname -s) == Linux ]] || fail "memory is read from /proc: Linux only"
for setting in ROUNDS DURATION CONNECTIONS FLOOD; do
  [[ ${!setting} =~ ^[1-9][0-9]*$ ]] || fail "$setting must be a number from 1, not '${!setting}'"
done
command -v wrk >/dev/null || fail "wrk is missing: apt-get install wrk"
docker info >/dev/null 2>&1 || fail "no Docker engine answers; on Debian, eng/prepare-container-tests.sh sets one up"
docker image inspect "$STORE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$STORE_IMAGE" >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ -z $PUBLISHED ]]; then
  PUBLISHED=$work/web
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  dotnet publish "$root/EchoApp.Web" --configuration Release --use-current-runtime --output "$PUBLISHED" --verbosity quiet >&2
fi

PYTHONDONTWRITEBYTECODE=1 python3 "$root/bench/measure/bins.py" --published "$PUBLISHED" --work "$work" --image "$STORE_IMAGE" \
  --rounds "$ROUNDS" --duration "$DURATION" --connections "$CONNECTIONS" --flood "$FLOOD"
