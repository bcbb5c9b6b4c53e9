# shellcheck shell=bash disable=SC2034
# What the scripts beside it share; sourced, not run.

RUN_DIR="${ECHOAPP_RUN_DIR:-}"
if [[ -z $RUN_DIR ]]; then
    if ((EUID == 0)); then RUN_DIR=/run/echoapp; else RUN_DIR="${XDG_RUNTIME_DIR:-/tmp}/echoapp-$UID"; fi
fi

say() { printf '%s: %s\n' "${0##*/}" "$*"; }
fail() {
    printf '%s: error: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

need_root() { ((EUID == 0)) || fail "$1 needs root: run it again with sudo"; }

need_commands() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || fail "'$command' is missing: install it and run this again"
    done
}

# --- processes in the background -------------------------------------------------------------------------------------
# A process is known by its pid and its start time, so that a pid file that outlived its process names no stranger.

start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# start_background NAME COMMAND...: in a session of its own, output to $RUN_DIR/NAME.log
start_background() {
    local name=$1
    shift
    mkdir -p "$RUN_DIR"
    # It outlives who starts it, whose temporary directory may not: dockerd would run no command in a container any more.
    env --unset=TMPDIR setsid "$@" </dev/null >"$RUN_DIR/$name.log" 2>&1 &
    printf '%s %s\n' "$!" "$(start_time "$!")" >"$RUN_DIR/$name.pid"
}

# background_pid NAME: the pid of what start_background started, if it still runs
background_pid() {
    local pid started
    [[ -r $RUN_DIR/$1.pid ]] && read -r pid started <"$RUN_DIR/$1.pid" || return 1
    [[ -n $started && $(start_time "$pid") == "$started" ]] || return 1
    printf '%s\n' "$pid"
}

# wait_for_background NAME SECONDS COMMAND...: until COMMAND succeeds; when it does not, the last log lines and exit 1
wait_for_background() {
    local name=$1 deadline=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        if ! background_pid "$name" >/dev/null; then
            show_log "$name"
            rm -f "$RUN_DIR/$name.pid"
            fail "$name ended while starting; the reason is in the lines above ($RUN_DIR/$name.log)"
        elif ((SECONDS >= deadline)); then
            show_log "$name"
            stop_background "$name" 10 >/dev/null
            fail "$name did not answer in time; see the lines above ($RUN_DIR/$name.log)"
        fi
        sleep 0.1
    done
}

show_log() { tail -n 20 "$RUN_DIR/$1.log" | sed 's/^/  | /' >&2; }

# stop_background NAME SECONDS: SIGTERM, and an error if it has not ended after SECONDS
stop_background() {
    local name=$1 deadline=$((SECONDS + $2)) pid
    if ! pid=$(background_pid "$name"); then
        rm -f "$RUN_DIR/$name.pid"
        say "nothing to stop: $name was not started by these scripts, or has ended"
        return
    fi
    kill "$pid"
    while background_pid "$name" >/dev/null; do
        ((SECONDS < deadline)) || fail "$name (pid $pid) is still running $2 s after SIGTERM; see $RUN_DIR/$name.log"
        sleep 0.1
    done
    rm -f "$RUN_DIR/$name.pid"
    say "stopped $name (pid $pid)"
}

# --- Debian packages -------------------------------------------------------------------------------------------------

debian_release() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

NEXT_RELEASE=trixie

need_debian_12() {
    [[ $(debian_release) == bookworm ]] ||
        fail "this is for Debian 12 (bookworm); here is '$(debian_release)': install docker, compose v2 and buildx as its documentation says"
}

# derive_sources RELEASE DIRECTORY: this machine's own Debian sources, with RELEASE in place of the installed one, as
# DIRECTORY/echoapp-RELEASE.sources and .list, whichever forms are in use here. Other vendors' sources are left out.
derive_sources() {
    local release=$1 directory=$2 here form
    here=$(debian_release)
    find /etc/apt/sources.list.d -name '*.sources' -exec awk 'FNR == 1 { print "" } !/^#/' {} + |
        awk -v RS= -v ORS='\n\n' -v here="$here" \
            '("\n" $0) ~ "\nSuites:[^\n]*[ \t]" here "(-updates|-security)?([ \t\n]|$)" && ("\n" $0) ~ "\nComponents:[^\n]*[ \t]main([ \t\n]|$)"' |
        sed "/^Suites:/s/\b$here\b/$release/g" >"$directory/echoapp-$release.sources"
    find /etc/apt/sources.list /etc/apt/sources.list.d -name '*.list' -exec cat {} + 2>/dev/null |
        grep -E "^deb[[:space:]].*[[:space:]]$here(-updates|-security)?[[:space:]]+(.*[[:space:]])?main([[:space:]]|\$)" |
        sed -E "s/([[:space:]])$here((-updates|-security)?[[:space:]])/\1$release\2/" >"$directory/echoapp-$release.list" || true
    for form in sources list; do
        [[ -s $directory/echoapp-$release.$form ]] || rm "$directory/echoapp-$release.$form"
    done
    compgen -G "$directory/echoapp-$release.*" >/dev/null ||
        fail "no Debian source for '$here' with component main in /etc/apt: add one (see sources.list(5)) and run this again"
}

# install_packages PACKAGE...: from this machine's sources, recommendations left out
install_packages() {
    need_root "installing $*"
    need_commands apt-get
    mkdir -p "$RUN_DIR"
    apt-get update -qq || fail "'apt-get update' failed: see its lines above; is the network or a mirror down?"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >"$RUN_DIR/apt.log" 2>&1 || {
        show_log apt
        fail "could not install $*: see the lines above"
    }
}

# without_services COMMAND...: packages installed by COMMAND start no service
without_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [[ -e $policy ]]; then
        "$@"
        return
    fi
    # shellcheck disable=SC2064 # the path as it is now
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    "$@" || status=$?
    rm -f "$policy"
    trap - EXIT
    return "$status"
}

# --- the local registry ----------------------------------------------------------------------------------------------

REGISTRY_PORT="${ECHOAPP_REGISTRY_PORT:-5050}"
REGISTRY="localhost:$REGISTRY_PORT"
