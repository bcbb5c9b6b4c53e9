#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK: Chromium, for the tests that open the pages in a browser.
#
# Needs Debian 12 or newer, and root unless everything is there already. (Ubuntu has Chromium as a snap only: there, it must be in place.)
# Leaves the package chromium with its dependencies and current package lists. Does nothing when run again.
set -euo pipefail

# Where the tests look for it.
chromium=/usr/bin/chromium

fail() {
  echo "install-test-tools: $*" >&2
  exit 1
}

if [[ -x $chromium ]]; then
  echo "Chromium is there."
  exit
fi

command -v apt-get >/dev/null || fail "no apt-get here: put Chromium at $chromium by other means"
[[ $EUID -eq 0 ]] || fail "Chromium is missing and only root can install it: sudo $0"

export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet --quiet
apt-get install --quiet --quiet --yes --no-install-recommends chromium </dev/null
[[ -x $chromium ]] || fail "the package chromium of this distribution brings no $chromium"
