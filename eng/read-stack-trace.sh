#!/usr/bin/env bash
# Adds file and line to what a native AOT binary of EchoApp.Web prints of an exception: "at Type.Method(…) + 0x1a3" on standard input. Frames of
# other people's code, and every other line, pass as they are.
#
#   docker logs echo 2>&1 | eng/read-stack-trace.sh artifacts/symbols/EchoApp.Web/0.1.0-abc1234-linux-x64/EchoApp.Web.dbg
#
# Needs: nm and addr2line (binutils), and the symbols of the very build that printed it.
set -euo pipefail

fail() {
  echo "read-stack-trace: $*" >&2
  exit 1
}

[[ $# -eq 1 && -r $1 ]] || fail "name the symbols: artifacts/symbols/EchoApp.Web/TAG-linux-x64/EchoApp.Web.dbg"
command -v nm >/dev/null && command -v addr2line >/dev/null || fail "nm or addr2line is missing: apt-get install binutils"

# Symbols are named Assembly_Type__Method, with an underscore for whatever else C has no letter for. Overloads have a number behind it: of these the
# first that the offset lies in is taken.
declare -A address size
while read -r at length _ name; do
  [[ -n ${address[$name]:-} ]] || { address[$name]=$at; size[$name]=$length; }
done < <(nm --print-size "$1" | grep -E ' [tT] EchoApp_(Web|ServiceDefaults)_')

frame='^ *at (EchoApp\.[^(]*)\.([^(]*)\(.*\) \+ 0x([0-9a-f]+)'
while IFS= read -r line; do
  if [[ $line =~ $frame ]]; then
    type=${BASH_REMATCH[1]//[^A-Za-z0-9_]/_} method=${BASH_REMATCH[2]//[^A-Za-z0-9_]/_} offset=$((16#${BASH_REMATCH[3]}))
    for name in EchoApp_{Web,ServiceDefaults}_"${type}__$method"{,_0,_1,_2,_3,_4}; do
      if [[ -n ${address[$name]:-} ]] && ((offset <= 16#${size[$name]})); then
        # Where it returns to is behind the call.
        line+=" in $(addr2line --exe="$1" "$(printf '0x%x' $((16#${address[$name]} + offset - 1)))")"
        break
      fi
    done
  fi
  printf '%s\n' "$line"
done
