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

# shellcheck source=bench/stores.sh
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
prepare ROUNDS DURATION CONNECTIONS FLOOD
measure bins.py --rounds "$ROUNDS" --duration "$DURATION" --connections "$CONNECTIONS" --flood "$FLOOD"
