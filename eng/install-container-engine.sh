#!/usr/bin/env bash
# Installs a container engine: docker.io 26 (engine and CLI), docker-compose 2.26 (`docker compose`) and docker-buildx.
#
# Needs:  root, Debian 12, a working apt source for it. Debian 12's own engine has no compose v2, so these come from the
#         next Debian release, through a source derived from the one that is there.
# Leaves: the packages; /etc/apt/sources.list.d/echoapp-trixie.{sources,list} and /etc/apt/preferences.d/echoapp-trixie,
#         which pins that release so low that nothing else is installed or upgraded from it.
# Does nothing when an engine with compose v2 and buildx is there. Starts nothing where no init system runs.
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

engine_installed() {
    docker compose version && docker buildx version && { command -v dockerd || docker info; }
} >/dev/null 2>&1

if engine_installed; then
    say "already there: $(docker --version), $(docker compose version)"
    exit
fi

need_root "installing a container engine"
need_debian_12

derive_sources "$NEXT_RELEASE" /etc/apt/sources.list.d
# The engine's own packages rank above Debian 12's (500), so that they also get that release's security updates.
cat >"/etc/apt/preferences.d/echoapp-$NEXT_RELEASE" <<PIN
Package: *
Pin: release n=$NEXT_RELEASE*
Pin-Priority: 1

Package: docker.io docker-cli docker-compose docker-buildx containerd
Pin: release n=$NEXT_RELEASE*
Pin-Priority: 600
PIN

install=(install_packages docker.io docker-cli docker-compose docker-buildx)
if [[ -d /run/systemd/system ]]; then "${install[@]}"; else without_services "${install[@]}"; fi

engine_installed || fail "installed, but 'docker compose version' or 'docker buildx version' fails: is another docker first in PATH ($(command -v docker))?"
say "installed: $(docker --version), $(docker compose version)"
