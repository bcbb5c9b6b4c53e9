#!/usr/bin/env bash
# Measures EchoApp.Web, native AOT, as a keeper of webhooks: requests a second that are kept, memory, and what is lost of what was acknowledged when it is killed; beside
# webhook-tester, in memory and on files, where its binary is given. Prints Markdown on standard output, and what it is doing on standard error. What is measured, and why it
# is fair: README.md.
#
#   bench/webhooks.sh                                 about a minute, and the build
#   WEBHOOK_TESTER=FILE bench/webhooks.sh             beside the binary of webhook-tester 2, built from its source; about three minutes
#   PUBLISHED=DIR bench/webhooks.sh                   a folder that dotnet publish has filled before
#
# Needs Linux, the .NET SDK, clang and wrk.
set -euo pipefail

: "${ROUNDS:=5}"          # of load on each in turn
: "${DURATION:=5}"        # seconds of load in a round; the warm-up before the first takes as long
: "${CONNECTIONS:=64}"    # kept open by the load generator
: "${WEBHOOK_TESTER:=}"

# shellcheck source=bench/stores.sh
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
[[ -z $WEBHOOK_TESTER || -x $WEBHOOK_TESTER ]] || fail "WEBHOOK_TESTER=$WEBHOOK_TESTER: there is no such program"
prepare_without_postgres ROUNDS DURATION CONNECTIONS
measure webhooks.py --rounds "$ROUNDS" --duration "$DURATION" --connections "$CONNECTIONS" --webhook-tester "$WEBHOOK_TESTER"
