#!/usr/bin/env bash
# Builds two images FROM scratch out of Debian's packages, and pushes them to the local registry, for machines that reach
# no public registry:
#   localhost:5050/echoapp/runtime-deps:12   what self-contained .NET applications need, user app (1654), no shell
#   localhost:5050/echoapp/postgres:17       PostgreSQL with the variables and data directory of the official image
#
# Needs:  root, Debian 12, a running engine and registry (start-container-engine.sh, start-registry.sh); installs
#         mmdebstrap when it is missing.
# Leaves: the images in the engine and in the registry, there also tagged recipe-HASH.
# Set by: ECHOAPP_REGISTRY_PORT (default 5050). --force builds again, which takes in Debian's latest security updates.
# Does nothing for an image that is in the registry already, made by the same recipe (this script and images/NAME).
set -euo pipefail
# shellcheck source=eng/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

force=false
case "${1:-}" in
'') ;;
--force) force=true ;;
*) fail "unknown argument '$1': there is only --force" ;;
esac

images="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/images"
need_commands curl
curl --silent --fail --max-time 5 --output /dev/null "http://$REGISTRY/v2/" || fail "no registry answers on $REGISTRY: run eng/start-registry.sh first"

# digest_of NAME TAG: its digest in the registry, nothing when it is not there
digest_of() {
    curl --silent --head --header 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
        --header 'Accept: application/vnd.oci.image.manifest.v1+json' "http://$REGISTRY/v2/echoapp/$1/manifests/$2" |
        tr -d '\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: //p'
}

recipe_of() {
    cat "${BASH_SOURCE[0]}" "$images/$1"/* | sha256sum | cut -c 1-16
}

# make_root NAME RELEASE DIRECTORY: into DIRECTORY/root, from images/NAME/packages what "keep" lists and "omit" does not
make_root() {
    local name=$1 release=$2 directory=$3 pattern
    mkdir "$directory/apt" "$directory/root"
    derive_sources "$release" "$directory/apt"
    mmdebstrap --quiet --mode=root --variant=extract --include="$(paste -sd, "$images/$name/packages")" \
        --aptopt='Acquire::Languages "none"' "$release" "$directory/packages" "$directory/apt"/* ||
        fail "mmdebstrap could not unpack the packages of $name: see its lines above"
    while read -r pattern; do
        (cd "$directory/packages" && compgen -G "$pattern") || fail "images/$name/keep: nothing matches '$pattern' in Debian's packages any more"
    done <"$images/$name/keep" >"$directory/files"
    tar --create --directory "$directory/packages" --exclude-from "$images/$name/omit" --files-from "$directory/files" |
        tar --extract --preserve-permissions --directory "$directory/root"
    rm -rf "$directory/packages"
}

# build NAME TAG RELEASE: the same packages give the same image, to the last byte
build() {
    local name=$1 tag=$2 release=$3 repository="$REGISTRY/echoapp/$1" recipe directory newest
    recipe="recipe-$(recipe_of "$name")"
    if ! $force && [[ -n $(digest_of "$name" "$recipe") && $(digest_of "$name" "$recipe") == "$(digest_of "$name" "$tag")" ]]; then
        say "already there: $repository:$tag ($recipe)"
        return
    fi

    need_root "building images"
    need_debian_12
    docker info >/dev/null 2>&1 || fail "no container engine answers: run eng/start-container-engine.sh first"
    command -v mmdebstrap >/dev/null || install_packages mmdebstrap

    directory="$work/$name"
    mkdir "$directory"
    make_root "$name" "$release" "$directory"
    newest=$(find "$directory/root" -type f -printf '%T@\n' | sort -n | tail -n 1 | cut -d . -f 1)
    "$images/$name/finish.sh" "$directory/root"
    mkdir "$directory/context"
    cp "$images/$name/Dockerfile" "$directory/context"
    tar --create --file "$directory/context/rootfs.tar" --directory "$directory/root" \
        --sort=name --numeric-owner --mtime="@$newest" --clamp-mtime --format=gnu .
    docker build --quiet --provenance=false --build-arg SOURCE_DATE_EPOCH="$newest" \
        --tag "$repository:$tag" --tag "$repository:$recipe" "$directory/context" >/dev/null
    docker push --quiet "$repository:$recipe" >/dev/null
    docker push --quiet "$repository:$tag" >/dev/null
    say "built and pushed: $repository:$tag ($(digest_of "$name" "$tag"))"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

build runtime-deps 12 "$(debian_release)"
build postgres 17 "$NEXT_RELEASE"
