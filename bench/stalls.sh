#!/usr/bin/env bash
# Measures what clients that stall, bombs, and readers that do not read cost EchoApp.Web as it ships, under a heap limit of 200 MiB, and whether
# others are still answered. Prints Markdown on standard output.
#
#   bench/stalls.sh                   about four minutes, the build included
#   CLIENTS=300 bench/stalls.sh       of each kind that there are many of
#   PUBLISHED=DIR bench/stalls.sh     a folder that dotnet publish has filled before
set -euo pipefail

: "${CLIENTS:=1000}"
: "${HEAP_LIMIT:=C800000}" # bytes, hexadecimal; 200 MiB
: "${PUBLISHED:=}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[[ $CLIENTS =~ ^[1-9][0-9]*$ ]] || { echo "bench: CLIENTS must be a number from 1, not '$CLIENTS'" >&2; exit 1; }

if [[ -z $PUBLISHED ]]; then
  PUBLISHED=$(mktemp -d)
  trap 'rm -rf "$PUBLISHED"' EXIT
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  dotnet publish "$root/EchoApp.Web" --configuration Release --use-current-runtime --output "$PUBLISHED" --verbosity quiet >&2
fi

PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$root/bench/measure" python3 - "$PUBLISHED" "$CLIENTS" "$HEAP_LIMIT" <<'PYTHON'
import sys

from servers import Server
from stalls import measure, report

published, clients, heap_limit = sys.argv[1:]
environment = (("ECHO_PORT", "{port}"), ("PAGES_PORT", "{other}"), ("DOTNET_GCHeapHardLimit", heap_limit), ("Logging__LogLevel__Default", "Warning"))
print(report(measure(Server("EchoApp.Web", [f"{published}/EchoApp.Web"], environment, published), int(clients))))
PYTHON
