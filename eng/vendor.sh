#!/usr/bin/env bash
# Gets the files of others that the pages serve anew, as EchoApp.Web/Pages/Assets/vendor/vendored.json names them, through npm, and writes their hashes
# into that list. To take another version, change it there first. It needs npm, jq and sha256sum.
set -euo pipefail

folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/EchoApp.Web/Pages/Assets/vendor"
list="$folder/vendored.json"
unpacked="$(mktemp -d)"
trap 'rm -rf "$unpacked"' EXIT

jq -r '.[] | "\(.package)@\(.version)"' "$list" | sort -u | while read -r package; do
  (cd "$unpacked" && mkdir -p "$package" && tar -xzf "$(npm pack --silent "$package")" -C "$package" --strip-components=1)
done

jq -r '.[] | [.file, "\(.package)@\(.version)", .source] | @tsv' "$list" | while IFS=$'\t' read -r file package source; do
  cp "$unpacked/$package/$source" "$folder/$file"
  chmod 644 "$folder/$file"
  hash="$(sha256sum "$folder/$file" | cut -d' ' -f1)"
  jq --arg file "$file" --arg hash "$hash" 'map(if .file == $file then .sha256 = $hash else . end)' "$list" > "$unpacked/list.json"
  cp "$unpacked/list.json" "$list"
done

echo "vendor.sh: $(jq length "$list") files, as in $list"
