#!/usr/bin/env bash
# Stops the dockerd that start-container-engine.sh started, with its containers; no other engine.
#
# Needs:  root.
# Leaves: images, volumes and stopped containers in /var/lib/docker; the log in /run/echoapp/dockerd.log.
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_root "stopping dockerd"
stop_background dockerd 60
