#!/usr/bin/env bash
# Measures start, stop and memory of the AppHost, on its embedded store and with PostgreSQL in a container, beside a bare Aspire AppHost with the
# same resources and beside docker compose with the same two services. Prints Markdown on standard output, and what it is doing on standard error.
# What is measured, and why it is fair: README.md.
#
#   bench/apphost.sh                                  about eight minutes, builds included
#   HOST_ROUNDS=1 bench/apphost.sh                    a quick look
#
# Needs Linux, the .NET SDK, Docker with compose, and the two images, which it pulls unless they are there: STORE_IMAGE and
# ContainerBaseImage name others, such as those of eng/build-images.sh. Containers of others are not touched; reading the memory of containers
# takes root where the engine runs as root. Leaves the image echoapp-web:bench and build output in artifacts/.
set -euo pipefail

: "${HOST_ROUNDS:=5}" # warm starts of each, by turns
: "${STORE_IMAGE:=docker.io/library/postgres:18}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "bench: $*" >&2
  exit 1
}

[[ $(uname -s) == Linux ]] || fail "processes and memory are read from /proc: Linux only"
[[ $HOST_ROUNDS =~ ^[1-9][0-9]*$ ]] || fail "HOST_ROUNDS must be a number from 1, not '$HOST_ROUNDS'"
command -v dotnet >/dev/null || fail "the .NET SDK that global.json names is missing: https://dot.net/download"
docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1 || fail "no Docker engine with compose answers; on Debian, eng/prepare-container-tests.sh sets one up"
docker image inspect "$STORE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$STORE_IMAGE" >&2

# No compiler or build node stays behind, to take memory and time from what is measured.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
for project in EchoApp.AppHost bench/BareAppHost; do
  echo "Building $project" >&2
  dotnet build "$root/$project" --verbosity quiet >&2
done
echo "Publishing the image echoapp-web:bench" >&2
dotnet publish "$root/EchoApp.Web" --configuration Release --runtime linux-x64 --target:PublishContainer --property:ContainerImageTag=bench --verbosity quiet >&2

exec python3 "$root/bench/measure/apphost.py" "$root" "$HOST_ROUNDS" "$STORE_IMAGE"
