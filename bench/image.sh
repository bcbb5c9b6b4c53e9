#!/usr/bin/env bash
# Measures how long AppHost.cs takes to publish, and to build and push the image of web, cold and after a changed line, beside docker build and
# docker push of the Flask app that it grew out of; and how the two containers start and stop. Prints Markdown on standard output.
# What is measured, and why it is fair: README.md.
#
#   bench/image.sh                                    about eight minutes, builds included
#   IMAGE_ROUNDS=1 bench/image.sh                     a quick look
#
# Needs root on a Debian machine that eng/prepare-container-tests.sh has set up: its engine, its registry and its offline base. Makes the base of
# the Flask app of the distribution's packages. Works in a copy of the sources: the changed line is not one of yours.
set -euo pipefail

: "${IMAGE_ROUNDS:=3}"
: "${REGISTRY:=localhost:5050}"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
flask_base=$REGISTRY/echoapp-bench/flask-base
work=

fail() {
  echo "bench: $*" >&2
  exit 1
}

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  [[ -z $work ]] || rm -rf "$work"
}

make_flask_base() {
  echo "Making the base of the Flask app" >&2
  command -v mmdebstrap >/dev/null || apt-get install --yes --quiet mmdebstrap >&2
  mmdebstrap --quiet --variant=extract --include=python3-flask,python3-minimal,libc-bin,dash --aptopt='Acquire::Languages "none"' \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/flask-base" /etc/apt/sources.list.d/debian.sources >&2
  rm -rf "$work/flask-base"/usr/share/{doc,man,locale,info} "$work/flask-base"/var/lib/apt
  tar --create --directory "$work/flask-base" . | docker import --change 'ENV PYTHONDONTWRITEBYTECODE=1' - "$flask_base:1" >/dev/null
  docker push --quiet "$flask_base:1" >/dev/null
  rm -rf "$work/flask-base"
}

[[ $IMAGE_ROUNDS =~ ^[1-9][0-9]*$ ]] || fail "IMAGE_ROUNDS must be a number from 1, not '$IMAGE_ROUNDS'"
docker info >/dev/null 2>&1 && curl --silent --fail --output /dev/null "http://$REGISTRY/v2/" || fail "no engine or no registry answers: eng/prepare-container-tests.sh sets them up"

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
work=$(mktemp -d)
make_flask_base

git clone --quiet "$root" "$work/echoapp"
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
export ContainerBaseImage=${ContainerBaseImage:-$REGISTRY/echoapp/runtime-deps:12}
python3 "$root/bench/measure/image.py" "$work/echoapp" "$IMAGE_ROUNDS" "$REGISTRY" "$flask_base:1"
