#!/usr/bin/env bash
# Starts the container engine (dockerd) and waits until it answers.
#
# Needs:  root, and what install-container-engine.sh installs.
# Leaves: dockerd in a session of its own, answering on the usual socket; /run/echoapp/dockerd.{pid,log};
#         images and volumes in /var/lib/docker. stop-container-engine.sh ends it.
# Does nothing when an engine answers already. Where systemd runs, it starts docker.service instead.
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

command -v docker >/dev/null || fail "docker is missing: run eng/install-container-engine.sh first"
describe() { docker info --format 'docker {{.ServerVersion}}, storage {{.Driver}}, cgroup v{{.CgroupVersion}}'; }

if docker info >/dev/null 2>&1; then
    say "already running: $(describe)"
    exit
fi
[[ -z ${DOCKER_HOST:-} ]] || fail "DOCKER_HOST is '$DOCKER_HOST', and no engine answers there: start that one, or unset DOCKER_HOST"
need_root "starting dockerd"
command -v dockerd >/dev/null || fail "dockerd is missing: run eng/install-container-engine.sh first"

if [[ -d /run/systemd/system ]] && systemctl cat docker.service >/dev/null 2>&1; then
    systemctl start docker.service || fail "docker.service does not start: see 'journalctl -u docker'"
    say "started docker.service: $(describe)"
    exit
fi

# Where /run survives a restart of the machine, a pid file may name a stranger, and dockerd would refuse to start.
for pid_file in /run/docker.pid /run/docker/containerd/containerd.pid; do
    [[ -f $pid_file ]] || continue
    comm=$(cat "/proc/$(<"$pid_file")/comm" 2>/dev/null || true)
    [[ $comm == dockerd || $comm == containerd ]] || rm -f "$pid_file"
done

start_background dockerd dockerd
# dockerd takes overlay2 where it works, and falls back by itself, but not from the driver that its directory was made with.
wait_for_background dockerd "${ECHOAPP_ENGINE_TIMEOUT:-60}" docker info
say "started: $(describe) (pid $(background_pid dockerd), log $RUN_DIR/dockerd.log)"
