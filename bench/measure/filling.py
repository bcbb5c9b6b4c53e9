"""Puts requests into a store by SQL, as capturing a million of them by HTTP would take longer than all that is measured on them. Standard library only."""

import contextlib
import os
import sqlite3
import time

import stores

BODY = ('{"event":"order.paid","text":"' + "lorem ipsum dolor sit amet " * 36 + '","number":', "}")
DETAILS = (
    '{"protocol":"HTTP/1.1","scheme":"http","remote":{"address":"127.0.0.1","port":50000},"local":{"address":"127.0.0.1","port":6000},'
    '"connectionId":"0HNHB5V3C1N2T","connectionRequest":1,"headLength":180,"contentType":"application/json",'
    '"bodySha256":"48ff6c5e3d5bd1fd2d4bb5a4c1a3a4a1f0b8b7d5f9f6d6f4a2c3e1f0d9c8b7a6"}')

# A request each millisecond: one in a hundred is a PUT, one in fifty was answered with 503, and one in a thousand of all with 429.
COLUMNS = "position, bin, id, received_at, method, target, body_length, status, details, head, body"


def sqlite(path, count):
    """Fills the database of a web that does not run."""
    now = int(time.time() * 1e6)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        key, = database.execute("SELECT key FROM bins WHERE name = 'orders'").fetchone()
        for first in range(1, count + 1, 5000):
            database.execute("BEGIN")
            database.executemany(
                f"INSERT INTO requests ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (row(key, number, now - (count - number) * 1000) for number in range(first, min(first + 5000, count + 1))))
            database.execute("COMMIT")
        database.execute("UPDATE positions SET last = ?", (count,))
        database.execute("UPDATE usage SET latest = ?, bytes = (SELECT sum(256 + length(details) + length(head) + length(body)) FROM requests)", (now,))


def row(key, number, received_at):
    method, status = ("PUT" if number % 100 == 0 else "POST"), (429 if number % 1000 == 0 else 503 if number % 50 == 0 else 200)
    target = f"/b/orders/paid/{number % 977}?number={number}"
    head = f"{method} {target} HTTP/1.1\r\nHost: localhost:6000\r\nContent-Type: application/json\r\nX-Event: order.{number % 10007}\r\n\r\n"
    body = f"{BODY[0]}{number}{BODY[1]}".encode()
    return number, key, os.urandom(16), received_at, method, target, len(body), status, DETAILS.encode(), head.encode(), body


def postgres(container, count):
    """Fills the database of a web, which may run."""
    stores.docker("exec", "--interactive", container, "psql", "--quiet", "--username", "bench", "bench", input=f"""
        SET synchronous_commit = off;
        INSERT INTO echoapp.requests ({COLUMNS})
        SELECT n, b.key, gen_random_uuid(), (extract(epoch FROM now()) * 1e6)::bigint - ({count} - n) * 1000, v.method, v.target, octet_length(v.body),
            CASE WHEN n % 1000 = 0 THEN 429 WHEN n % 50 = 0 THEN 503 ELSE 200 END, convert_to('{DETAILS}', 'UTF8'),
            convert_to(v.method || ' ' || v.target || E' HTTP/1.1\\r\\nHost: localhost:6000\\r\\nContent-Type: application/json\\r\\nX-Event: order.' || (n % 10007) || E'\\r\\n\\r\\n', 'UTF8'),
            v.body
        FROM echoapp.bins b CROSS JOIN generate_series(1, {count}) n CROSS JOIN LATERAL (
            SELECT CASE WHEN n % 100 = 0 THEN 'PUT' ELSE 'POST' END AS method, '/b/orders/paid/' || (n % 977) || '?number=' || n AS target,
                convert_to('{BODY[0]}' || n || '{BODY[1]}', 'UTF8') AS body) v
        WHERE b.name = 'orders' ORDER BY n;
        SELECT setval('echoapp.request_positions', {count});
        UPDATE echoapp.usage SET latest = (SELECT max(received_at) FROM echoapp.requests),
            bytes = (SELECT sum(256 + octet_length(details) + octet_length(head) + octet_length(body)) FROM echoapp.requests);
        VACUUM ANALYZE echoapp.requests;
    """)
