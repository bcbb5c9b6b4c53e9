#!/usr/bin/env bash
# Measures the dashboard of the embedded host: what it adds to the AppHost's start and memory, how soon an echo request is a trace, how much
# telemetry it takes, and a soak. Prints Markdown on standard output, and what it is doing on standard error.
#
#   bench/dashboard.sh                                                  about eight minutes
#   STARTS=2 SECONDS_OF_INGEST=5 SECONDS_OF_SOAK=30 bench/dashboard.sh  a quick look
#
# Needs Linux, the .NET SDK and python3. Leaves build output in artifacts/.
set -euo pipefail

: "${STARTS:=5}"
: "${SECONDS_OF_INGEST:=20}"
: "${SECONDS_OF_SOAK:=300}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

for setting in STARTS SECONDS_OF_INGEST SECONDS_OF_SOAK; do
  [[ ${!setting} =~ ^[1-9][0-9]*$ ]] || {
    echo "bench: $setting must be a number from 1, not '${!setting}'" >&2
    exit 1
  }
done

export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
echo "Building EchoApp.AppHost" >&2
dotnet build "$root/EchoApp.AppHost" --verbosity quiet >&2

exec python3 "$root/bench/measure/dashboard.py" "$root" "$STARTS" "$SECONDS_OF_INGEST" "$SECONDS_OF_SOAK"
