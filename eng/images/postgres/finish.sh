#!/usr/bin/env bash
# Makes the root file system in $1 complete: users, directories, PostgreSQL's defaults. Runs on the building machine.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
install -D -m 755 "$here/docker-entrypoint.sh" "$1/usr/local/bin/docker-entrypoint.sh"
cd "$1"

mkdir -p etc usr/sbin run/postgresql var/lib/postgresql usr/lib64 tmp docker-entrypoint-initdb.d
for directory in bin sbin lib lib64; do ln -sfn "usr/$directory" "$directory"; done
ln -sfn /run var/run
# PostgreSQL's programs run each other through /bin/sh.
ln -sfn bash usr/bin/sh
ln -sfn ../usr/lib/os-release etc/os-release
ln -sfn /usr/share/zoneinfo/Etc/UTC etc/localtime
chmod 1777 tmp
chown 999:999 run/postgresql var/lib/postgresql
chmod 2775 run/postgresql
cat >etc/passwd <<'PASSWD'
root:x:0:0:root:/root:/bin/bash
postgres:x:999:999::/var/lib/postgresql:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/bin/false
PASSWD
cat >etc/group <<'GROUP'
root:x:0:
postgres:x:999:
nogroup:x:65534:
GROUP
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >etc/nsswitch.conf

# Compiled queries are off: their compiler (LLVM) is larger than all the rest and is left out.
sed -i -e "s/^#listen_addresses = .*/listen_addresses = '*'/" -e 's/^#jit = on.*/jit = off/' usr/share/postgresql/17/postgresql.conf.sample
grep -q "^listen_addresses = '\*'" usr/share/postgresql/17/postgresql.conf.sample
grep -q '^jit = off' usr/share/postgresql/17/postgresql.conf.sample

# A library that was left out, but is needed after all, is an error here rather than at run time.
loader=$(compgen -G 'usr/lib*/ld-linux-*.so.*')
missing=$(find usr/lib/postgresql/17/bin usr/lib/postgresql/17/lib usr/bin -type f -exec chroot . "/$loader" --list /{} \; 2>&1 |
    grep -E 'not found|cannot open shared object' | sort -u || true)
[[ -z $missing ]] || {
    printf 'libraries missing in the image:\n%s\n' "$missing" >&2
    exit 1
}
