#!/usr/bin/env bash
# Measures the inspector in Chromium, beside EchoApp.Web, native AOT, with many requests in a bin: the first paint with nothing in the cache, the time from a
# request to its row on the screen, frames while the list is scrolled, and the bytes of scripts and styles. Prints Markdown on standard output, and what it is
# doing on standard error. What is measured: README.md.
#
#   bench/inspector.sh                                a minute, and the build
#   PUBLISHED=DIR bench/inspector.sh                  a folder that dotnet publish has filled before
#
# Needs Linux, the .NET SDK, clang and /usr/bin/chromium.
set -euo pipefail

: "${REQUESTS:=100000}"
: "${ROUNDS:=5}"

# shellcheck source=bench/stores.sh
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
prepare_web REQUESTS ROUNDS
dotnet build "$root/bench/Browsing" --configuration Release --output "$work/browsing" --verbosity quiet >&2
measure inspector.py --browsing "$work/browsing/Browsing" --requests "$REQUESTS" --rounds "$ROUNDS"
