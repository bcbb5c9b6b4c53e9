#!/usr/bin/env bash
# Measures EchoApp.Web in both its forms beside a bare Kestrel handler, nginx, other echo servers where they are given, and the Flask app it grew out of.
# Prints Markdown on standard output, and what it is doing on standard error. What is measured, and why it is fair: README.md.
#
#   bench/run.sh                                      about twelve minutes, builds included
#   GO_HTTPBIN=/path/to/go-httpbin WHOAMI=/path/to/whoami bench/run.sh
#   ROUNDS=2 DURATION=2 STARTS=3 bench/run.sh         a quick look
#
# Needs Linux, the .NET SDK, clang, and wrk, nginx, python3-flask and gunicorn from the distribution. Leaves nothing behind but build output in artifacts/.
set -euo pipefail

: "${ROUNDS:=5}"       # of load on each server in turn
: "${DURATION:=5}"     # seconds of load in a round; the warm-up before the first takes as long
: "${CONNECTIONS:=64}" # kept open by the load generator
: "${STARTS:=10}"      # of each server, for the time to its first answer

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=
measure=

fail() {
  echo "bench: $*" >&2
  exit 1
}

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  if [[ -n $measure ]]; then
    kill -TERM "$measure" 2>/dev/null || true
    wait "$measure" || true
  fi
  [[ -z $work ]] || rm -rf "$work"
}

require_tools() {
  [[ $(uname -s) == Linux ]] || fail "memory and start-up are read from /proc: Linux only"
  command -v dotnet >/dev/null || fail "the .NET SDK that global.json names is missing: https://dot.net/download"
  # The distribution's python3 has the distribution's Flask; another one may come first on PATH.
  for python in /usr/bin/python3 python3; do
    if command -v wrk >/dev/null && command -v nginx >/dev/null && command -v clang >/dev/null && "$python" -c 'import flask, gunicorn' 2>/dev/null; then
      return
    fi
  done
  fail "wrk, nginx, clang, Flask or gunicorn is missing: apt-get install wrk nginx-light clang python3-flask gunicorn"
}

runtime_identifier() {
  case $(uname -m) in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *) fail "no runtime identifier is known for $(uname -m)" ;;
  esac
}

# publish PROJECT aot|r2r
publish() {
  local aot=false
  [[ $2 != aot ]] || aot=true
  echo "Publishing $1, $2" >&2
  dotnet publish "$root/$1" --configuration Release --runtime "$runtime" -p:PublishAot=$aot --output "$work/${1##*/}-$2" --verbosity quiet >&2
}

for peer in GO_HTTPBIN WHOAMI; do
  [[ -z ${!peer:-} || -x ${!peer} ]] || fail "$peer=${!peer}: there is no such program"
done
for setting in ROUNDS DURATION CONNECTIONS STARTS; do
  [[ ${!setting} =~ ^[1-9][0-9]*$ ]] || fail "$setting must be a number from 1, not '${!setting}'"
done
require_tools

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
work=$(mktemp -d)
runtime=$(runtime_identifier)

# No compiler or build node stays behind, to take memory and time from what is measured.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
for form in aot r2r; do
  publish EchoApp.Web $form
  publish bench/BareKestrel $form
done

# In the background, for a signal to this script alone to reach it as well.
"$python" "$root/bench/measure" --root "$root" --published "$work" --rounds "$ROUNDS" --duration "$DURATION" \
  --connections "$CONNECTIONS" --starts "$STARTS" &
measure=$!
status=0
wait "$measure" || status=$?
measure=
exit "$status"
