#!/usr/bin/env bash
# Measures how fast EchoApp.Web, native AOT, finds what was captured and tells of it: lists and queries over a million requests, and live streams while requests come,
# on its embedded store and on PostgreSQL in a container. Prints Markdown on standard output, and what it is doing on standard error. What is measured: README.md.
#
#   bench/reading.sh                                            about twelve minutes, the build included
#   REQUESTS=700000 ROUNDS=20 TURNS=1 bench/reading.sh          a quick look; with fewer, pages are not full
#   PUBLISHED=DIR bench/reading.sh                              a folder that dotnet publish has filled before
#
# Needs Linux, the .NET SDK, clang, wrk, curl, Docker and the image, which it pulls unless it is there: STORE_IMAGE names another, such as that of
# eng/build-images.sh. A million requests take 2 GB of disk in each store.
set -euo pipefail

: "${REQUESTS:=1000000}"
: "${ROUNDS:=100}"     # of each query
: "${RATE:=1000}"      # requests a second while there are live streams
: "${FOLLOWERS:=20}"   # live streams
: "${TURNS:=5}"        # of capture at full rate, without a live stream and with one
: "${DURATION:=5}"     # seconds of each
: "${CONNECTIONS:=64}" # kept open by the load generator

# shellcheck source=bench/stores.sh
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
prepare REQUESTS ROUNDS RATE FOLLOWERS TURNS DURATION CONNECTIONS
measure reading.py --requests "$REQUESTS" --rounds "$ROUNDS" --rate "$RATE" --followers "$FOLLOWERS" --turns "$TURNS" \
  --duration "$DURATION" --connections "$CONNECTIONS"
