#!/usr/bin/env bash
# Makes the root file system in $1 complete: users, certificates. Runs on the building machine.
set -euo pipefail
cd "$1"

mkdir -p etc/ssl/certs home/app tmp
chmod 1777 tmp
chown 1654:1654 home/app
cat >etc/passwd <<'PASSWD'
root:x:0:0:root:/root:/bin/false
app:x:1654:1654::/home/app:/bin/false
nobody:x:65534:65534:nobody:/nonexistent:/bin/false
PASSWD
cat >etc/group <<'GROUP'
root:x:0:
app:x:1654:
nogroup:x:65534:
GROUP
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >etc/nsswitch.conf

# What update-ca-certificates does; OpenSSL and .NET both look in /usr/lib/ssl.
find usr/share/ca-certificates -name '*.crt' -print0 | LC_ALL=C sort -z | xargs -0 awk 1 >etc/ssl/certs/ca-certificates.crt
rm -r usr/share/ca-certificates
mkdir -p usr/lib/ssl
ln -sfn /etc/ssl/certs usr/lib/ssl/certs
ln -sfn /etc/ssl/certs/ca-certificates.crt usr/lib/ssl/cert.pem
ln -sfn /etc/ssl/openssl.cnf usr/lib/ssl/openssl.cnf
