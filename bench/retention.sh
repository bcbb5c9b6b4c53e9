#!/usr/bin/env bash
# Measures what it costs EchoApp.Web, native AOT, to keep only so much of a bin while requests come as fast as they can be stored, and whether the store stays as large as
# it is: on its embedded store and on PostgreSQL in a container. Prints Markdown on standard output, and what it is doing on standard error. What is measured: README.md.
#
#   bench/retention.sh                              about 25 minutes, the build included
#   ROUNDS=2 FLOOD=60 bench/retention.sh            a quick look
#   PUBLISHED=DIR bench/retention.sh                a folder that dotnet publish has filled before
#
# Needs Linux, the .NET SDK, clang, wrk, curl, Docker and the image, which it pulls unless it is there: STORE_IMAGE names another, such as that of
# eng/build-images.sh.
set -euo pipefail

: "${KEPT:=100000}"    # requests of the bin
: "${ROUNDS:=5}"       # of load on each in turn
: "${DURATION:=5}"     # seconds of load in a round; the warm-up before the first takes as long
: "${CONNECTIONS:=64}" # kept open by the load generator
: "${FLOOD:=600}"      # seconds, of each store

# shellcheck source=bench/stores.sh
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
prepare KEPT ROUNDS DURATION CONNECTIONS FLOOD
measure retention.py --kept "$KEPT" --rounds "$ROUNDS" --duration "$DURATION" --connections "$CONNECTIONS" --flood "$FLOOD"
