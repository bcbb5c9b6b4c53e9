#!/usr/bin/env bash
# Makes a Debian 12 machine ready for the container tests: engine, registry and offline images, installed and running.
#
# Needs:  root, Debian 12, its apt sources.
# Leaves: what the four scripts that it calls leave. A second run does nothing but look.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

./install-container-engine.sh
./start-container-engine.sh
./start-registry.sh
./build-images.sh
