#!/bin/bash
# Makes the database cluster on the first start, then becomes postgres. The variables are those of the official image:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS (each also as …_FILE), POSTGRES_HOST_AUTH_METHOD,
# PGDATA; and *.sql and *.sh in /docker-entrypoint-initdb.d. With data there, none of them changes anything.
set -euo pipefail

fail() {
    printf 'error: %s\n' "$@" >&2
    exit 1
}

# file_variable NAME DEFAULT: NAME, or what the file NAME_FILE holds, or DEFAULT
file_variable() {
    local name=$1 file="${1}_FILE"
    [[ -z ${!name:-} || -z ${!file:-} ]] || fail "$name and $file are both set: set one of them"
    if [[ -n ${!file:-} ]]; then printf -v "$name" '%s' "$(<"${!file}")"; fi
    printf -v "$name" '%s' "${!name:-$2}"
    unset "$file"
}

interrupted="$PGDATA.initialising"

prepare_directory() {
    { mkdir -p "$PGDATA" && chmod 700 "$PGDATA" && [[ -w $PGDATA ]]; } 2>/dev/null ||
        fail "user $(id -u) cannot write to $PGDATA." "A named volume on /var/lib/postgresql works as it is; any other directory has to belong to 999:999 first (chown -R 999:999)."
    if [[ -e $interrupted && -s $PGDATA/PG_VERSION ]]; then
        echo 'The first start on this volume was interrupted, nothing was stored yet: starting over.'
        empty_directory
    fi
}

empty_directory() {
    shopt -s dotglob nullglob
    rm -rf -- "${PGDATA:?}"/*
    shopt -u dotglob nullglob
}

check_password() {
    if [[ -z $POSTGRES_PASSWORD && $POSTGRES_HOST_AUTH_METHOD != trust ]]; then
        fail 'Database is uninitialized and superuser password is not specified.' \
            'Set POSTGRES_PASSWORD to a non-empty value, for example "docker run -e POSTGRES_PASSWORD=password …".' \
            'POSTGRES_HOST_AUTH_METHOD=trust allows all connections without a password; that is not recommended.'
    fi
}

make_cluster() {
    local host_method=scram-sha-256
    [[ $POSTGRES_HOST_AUTH_METHOD != trust ]] || host_method=trust
    local -a arguments=(--pgdata="$PGDATA" --username="$POSTGRES_USER" --encoding=UTF8 --auth-local=trust --auth-host="$host_method"
        --sync-method=syncfs)
    [[ -z $POSTGRES_PASSWORD ]] || arguments+=(--pwfile=/dev/stdin)
    # The arguments in POSTGRES_INITDB_ARGS may be quoted, as in the official image; they come last and so win.
    eval "arguments+=($POSTGRES_INITDB_ARGS)"
    initdb "${arguments[@]}" <<<"$POSTGRES_PASSWORD"
    printf '\nhost all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
}

run_sql() { psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"; }

# As in the official image: one that may not be executed is sourced, and so can change variables.
run_script() {
    # shellcheck source=/dev/null
    if [[ -x $1 ]]; then "$1"; else . "$1"; fi
}

# What has to be made inside the cluster, by a server that is not where others look: pg_isready says no until all is done.
fill_cluster() {
    local file
    local -a files
    shopt -s nullglob
    files=(/docker-entrypoint-initdb.d/*)
    shopt -u nullglob
    [[ $POSTGRES_DB != postgres || ${#files[@]} -gt 0 ]] || return 0

    export PGPASSWORD="$POSTGRES_PASSWORD" PGHOST=/tmp
    pg_ctl --silent --wait --pgdata="$PGDATA" --options="$(printf '%q ' "$@" -c listen_addresses='' -c unix_socket_directories="$PGHOST")" start
    [[ $POSTGRES_DB == postgres ]] || createdb --username "$POSTGRES_USER" --maintenance-db postgres -- "$POSTGRES_DB"
    for file in "${files[@]}"; do
        echo "running $file"
        case $file in
        *.sql) run_sql --file "$file" ;;
        *.sh) run_script "$file" ;;
        *) echo "ignoring $file: neither .sql nor .sh" ;;
        esac
    done
    pg_ctl --silent --wait --pgdata="$PGDATA" --mode=fast stop
    unset PGPASSWORD PGHOST
}

initialise() {
    check_password
    # The first process of a container ignores signals that it has no trap for: "docker stop" would wait in vain.
    trap 'exit 130' INT TERM
    touch "$interrupted" 2>/dev/null || true
    make_cluster
    fill_cluster "$@"
    rm -f "$interrupted"
    trap - INT TERM
    printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

note_other_versions() {
    local other
    for other in /var/lib/postgresql/*/docker/PG_VERSION; do
        [[ ! -s $other || $other == "$PGDATA/PG_VERSION" ]] ||
            echo "note: this volume also holds data of PostgreSQL $(<"$other"), in ${other%/PG_VERSION}; this image does not read it." >&2
    done
}

wants_help() {
    local argument
    for argument in "$@"; do
        case $argument in -'?' | --help | --describe-config | -V | --version | -C) return 0 ;; esac
    done
    return 1
}

[[ ${1:-} != -* ]] || set -- postgres "$@"

if [[ ${1:-} == postgres ]] && ! wants_help "$@"; then
    file_variable POSTGRES_PASSWORD ''
    file_variable POSTGRES_USER postgres
    file_variable POSTGRES_DB "$POSTGRES_USER"
    file_variable POSTGRES_INITDB_ARGS ''
    POSTGRES_HOST_AUTH_METHOD="${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}"
    export POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB
    prepare_directory
    if [[ ! -s $PGDATA/PG_VERSION ]]; then
        note_other_versions
        initialise "${@:2}"
    fi
    unset POSTGRES_PASSWORD
fi

exec "$@"
