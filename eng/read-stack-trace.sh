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

# Symbols are named Assembly_Type__Method, with an underscore for whatever else C has no letter for; the second overload of a name has _0 behind it.
declare -A address=() size=()
while read -r at length _ name; do
  name=${name#EchoApp_ServiceDefaults_}
  name=${name#EchoApp_Web_}
  [[ -n ${address[$name]:-} ]] || { address[$name]=$at; size[$name]=$length; }
done < <(nm --print-size "$1" 2>/dev/null | grep -E ' [tT] EchoApp_(Web|ServiceDefaults)_')
((${#address[@]} > 0)) || fail "$1 has no symbols of EchoApp.Web: it is the .dbg file that does, of the build that printed the trace"

# Behind "web-1  | " too, as docker compose has it.
frame='^(.*\| )? *at ([^ (]+)\.([^.(]+)\(.*\) \+ 0x([0-9a-f]+)'
while IFS= read -r line || [[ -n $line ]]; do
  if [[ $line =~ $frame ]]; then
    name=${BASH_REMATCH[2]//[^A-Za-z0-9_]/_}__${BASH_REMATCH[3]//[^A-Za-z0-9_]/_} offset=$((16#${BASH_REMATCH[4]}))
    joint=" in "
    overload=$name number=0
    while [[ -n ${address[$overload]:-} ]]; do
      if ((offset <= 16#${size[$overload]})); then
        # Where it returns to is behind the call.
        line+="$joint$(addr2line --exe="$1" "$(printf '0x%x' $((16#${address[$overload]} + offset - 1)))")"
        joint=" or "
      fi
      overload=${name}_$((number++))
    done
  fi
  printf '%s\n' "$line"
done
