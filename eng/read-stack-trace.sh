#!/usr/bin/env bash
# Adds file and line to what a native AOT binary of EchoApp.Web prints of an exception: "at Type.Method(…) + 0x1a3" on standard input. Frames of
# other people's code, and every other line, pass as they are.
#
# "near": optimised code has no line for some statements; the last line before them in the machine code is named then.
#
#   docker logs echo 2>&1 | eng/read-stack-trace.sh artifacts/symbols/EchoApp.Web/0.1.0-abc1234-linux-x64/EchoApp.Web.dbg
#
# Needs: nm and addr2line (binutils), and the symbols of the very build that printed it.
set -euo pipefail
export LC_ALL=C

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
  [[ -n ${address[$name]:-} ]] || { address[$name]=$((16#$at)); size[$name]=$((16#$length)); }
done < <(nm --print-size "$1" 2>/dev/null | grep -E ' [tT] EchoApp_(Web|ServiceDefaults)_')
((${#address[@]} > 0)) || fail "$1 has no symbols of EchoApp.Web: it is the .dbg file that does, of the build that printed the trace"

# One for all frames: it takes long to open the symbols.
coproc lines { exec addr2line --exe="$1"; }

# Sets location to the file and line of an address.
locate() {
  printf '0x%x\n' "$1" >&"${lines[1]}"
  IFS= read -r location <&"${lines[0]}"
  location=${location% (discriminator *}
}

# Sets place to where an offset in the method that starts at an address is, or to nothing where no line is known.
find_place() {
  local start before
  locate $(($1 - 1)) && before=$location
  locate "$1" && start=$location
  # What it returns to is behind the call.
  locate $(($1 + $2 - 1)) && place=$location
  # A method without lines, such as a generated one, seems to go on with those of the method before it.
  [[ $place != *'?'* && ! ($place == "$start" && $start == "$before") ]] || place=
}

# Behind whatever a log driver puts in front: "web-1  | ", a time, "<3>".
frame='(^|[^A-Za-z0-9_.])at ([^ (]+)\.([^.(]+)\(.*\) \+ 0x([0-9a-f]{1,8})$'
while IFS= read -r line || { [[ -n $line ]] && last=1; }; do
  end=${line##*[![:space:]]}
  line=${line%"$end"}
  if [[ $line =~ $frame ]]; then
    name=${BASH_REMATCH[2]//[^A-Za-z0-9_]/_}__${BASH_REMATCH[3]//[^A-Za-z0-9_]/_} offset=$((16#${BASH_REMATCH[4]}))
    joint=" near "
    overload=$name number=0
    while [[ -n ${address[$overload]:-} ]]; do
      if ((offset <= size[$overload])); then
        find_place "${address[$overload]}" "$offset"
        [[ -z $place ]] || { line+="$joint$place" joint=" or "; }
      fi
      overload=${name}_$((number++))
    done
  fi
  printf '%s%s' "$line" "$end"
  [[ -n ${last:-} ]] || echo
done
