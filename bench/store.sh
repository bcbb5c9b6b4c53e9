#!/usr/bin/env bash
# Measures how long the AppHost takes to a healthy web on PostgreSQL in a container, and to its end, beside docker compose with the same two
# services. Prints Markdown on standard output, and what it is doing on standard error. What is measured, and why it is fair: README.md.
#
#   bench/store.sh                                    about four minutes, builds included
#   STORE_ROUNDS=1 bench/store.sh                     a quick look
#
# Needs Linux, the .NET SDK, Docker with compose, and the two images, which it pulls unless they are there: STORE_IMAGE and
# ContainerBaseImage name others, such as those of eng/build-images.sh. Leaves the image echoapp-web:bench and build output in artifacts/.
set -euo pipefail

: "${STORE_ROUNDS:=5}" # of a first start and a warm one, the two by turns
: "${STORE_IMAGE:=docker.io/library/postgres:18}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "bench: $*" >&2
  exit 1
}

[[ $STORE_ROUNDS =~ ^[1-9][0-9]*$ ]] || fail "STORE_ROUNDS must be a number from 1, not '$STORE_ROUNDS'"
command -v dotnet >/dev/null || fail "the .NET SDK that global.json names is missing: https://dot.net/download"
docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1 || fail "no Docker engine with compose answers; on Debian, eng/prepare-container-tests.sh sets one up"
docker image inspect "$STORE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$STORE_IMAGE" >&2

export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
echo "Building EchoApp.AppHost" >&2
dotnet build "$root/EchoApp.AppHost" --verbosity quiet >&2
echo "Publishing the image echoapp-web:bench" >&2
dotnet publish "$root/EchoApp.Web" --configuration Release --runtime linux-x64 --target:PublishContainer --property:ContainerImageTag=bench --verbosity quiet >&2

STORE_IMAGE=$STORE_IMAGE exec python3 "$root/bench/measure/store.py" "$root" "$STORE_ROUNDS" "$STORE_IMAGE"
