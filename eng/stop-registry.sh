#!/usr/bin/env bash
# Stops the registry that start-registry.sh started on ECHOAPP_REGISTRY_PORT (default 5050); no other.
#
# Needs:  the user who started it.
# Leaves: its data directory, so that the next start has the same images; its log in /run/echoapp.
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

stop_background "registry-$REGISTRY_PORT" 20
