#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK: Chromium, for the tests that open the pages in a browser, clang, with which EchoApp.Web is
# published as native AOT, and HAProxy, which stands before several of it.
#
# Needs Debian 12 or newer, and root unless everything is there already. (Ubuntu has Chromium as a snap only: there, it must be in place.)
# Leaves the packages chromium, clang and haproxy with their dependencies and current package lists. Does nothing when run again.
set -euo pipefail

# Where the tests look for them.
chromium=/usr/bin/chromium
haproxy=/usr/sbin/haproxy

fail() {
  echo "install-test-tools: $*" >&2
  exit 1
}

packages=()
[[ -x $chromium ]] || packages+=(chromium)
command -v clang >/dev/null || packages+=(clang)
[[ -x $haproxy ]] || packages+=(haproxy)
if ((${#packages[@]} == 0)); then
  echo "Chromium, clang and HAProxy are there."
  exit
fi

command -v apt-get >/dev/null || fail "no apt-get here: install ${packages[*]} by other means, Chromium as $chromium"
[[ $EUID -eq 0 ]] || fail "${packages[*]}: missing, and only root can install it: sudo $0"

export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet --quiet
apt-get install --quiet --quiet --yes --no-install-recommends "${packages[@]}" </dev/null
[[ -x $chromium ]] || fail "the package chromium of this distribution brings no $chromium"
