#!/usr/bin/env bash
# Starts a container registry on 127.0.0.1 and waits until it answers: plain HTTP, anyone on this machine may push.
#
# Needs:  Debian's docker-registry; without it, root, to install it (its own service, on port 5000, stays off).
# Leaves: the registry in a session of its own; $ECHOAPP_REGISTRY_DATA (default /var/lib/echoapp/registry-PORT);
#         /run/echoapp/registry-PORT.{pid,log,yml}. stop-registry.sh ends it.
# Set by: ECHOAPP_REGISTRY_PORT (default 5050; 5000 and 6000 are EchoApp's own). The registry's own REGISTRY_* variables
#         pass through, for example REGISTRY_AUTH=htpasswd or REGISTRY_HTTP_TLS_CERTIFICATE.
# Does nothing when the one on that port was started by this script and answers.
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

name="registry-$REGISTRY_PORT"
data="${ECHOAPP_REGISTRY_DATA:-/var/lib/echoapp/$name}"

[[ $REGISTRY_PORT =~ ^[0-9]+$ ]] || fail "ECHOAPP_REGISTRY_PORT is '$REGISTRY_PORT': give a port number"
[[ $REGISTRY_PORT != 5000 && $REGISTRY_PORT != 6000 ]] || fail "port $REGISTRY_PORT is EchoApp's own: set ECHOAPP_REGISTRY_PORT to another"
need_commands curl setsid

# 401 is an answer too: a registry that asks for a password
answers() {
    local scheme=http
    [[ -z ${REGISTRY_HTTP_TLS_CERTIFICATE:-} ]] || scheme=https
    [[ $(curl --silent --insecure --max-time 2 --output /dev/null --write-out '%{http_code}' "$scheme://127.0.0.1:$REGISTRY_PORT/v2/") =~ ^(200|401)$ ]]
}

if background_pid "$name" >/dev/null && answers; then
    say "already running: $REGISTRY (pid $(background_pid "$name"))"
    exit
fi
if curl --silent --max-time 2 --output /dev/null "http://127.0.0.1:$REGISTRY_PORT/"; then
    fail "port $REGISTRY_PORT is taken by something that this script did not start: set ECHOAPP_REGISTRY_PORT to a free port"
fi

mkdir -p "$RUN_DIR" || fail "cannot create $RUN_DIR: set ECHOAPP_RUN_DIR to a directory of yours"
mkdir -p "$data" || fail "cannot create $data: set ECHOAPP_REGISTRY_DATA to a directory of yours"

if ! command -v docker-registry >/dev/null; then
    need_root "installing docker-registry"
    # Masked before it is there, so that neither the installation nor the next start of the machine takes port 5000.
    mkdir -p /etc/systemd/system
    [[ -e /etc/systemd/system/docker-registry.service ]] || ln -s /dev/null /etc/systemd/system/docker-registry.service
    without_services install_packages docker-registry
    update-rc.d docker-registry disable >/dev/null 2>&1 || true
fi

cat >"$RUN_DIR/$name.yml" <<CONFIG
version: 0.1
log:
  level: warn
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: $data
  delete:
    enabled: true
http:
  addr: 127.0.0.1:$REGISTRY_PORT
CONFIG
start_background "$name" docker-registry serve "$RUN_DIR/$name.yml"
wait_for_background "$name" 20 answers
say "started: $REGISTRY (pid $(background_pid "$name"), data $data, log $RUN_DIR/$name.log)"
