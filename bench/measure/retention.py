"""The measurements behind retention.sh. Standard library only."""

import argparse
import contextlib
import datetime
import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import load
import report
import stores

BIN = "/b/orders"
AUTHORIZATION = f"Bearer {stores.TOKEN}"


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))

    with stores.postgres(arguments.image) as (connection_string, container):
        print(f"{datetime.date.today()} · {report.machine()}; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.duration} s. "
              f"Medians; in brackets the slowest and the fastest round. {arguments.kept:,} requests are kept.")
        print()
        print(cost(arguments, connection_string, container))
        print()
        print(flood(arguments, "embedded", {}, lambda directory: sum(file.stat().st_size for file in directory.iterdir())))
        print()
        database = stores.add_database(connection_string, container, "flood")
        print(flood(arguments, "PostgreSQL", {"ConnectionStrings__store": database}, lambda _: relation_size(container, "flood")))


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("published", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--image", required=True)
    for name in ("kept", "rounds", "duration", "connections", "flood"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def web(arguments, directory, name, **settings):
    return stores.web(arguments.published, arguments.work / directory, name, post=BIN, **settings)


def cost(arguments, connection_string, container):
    """Captures a second that keep everything, and those that keep so much and are followed by a live stream, by turns."""
    kept = {"Retention__Requests": str(arguments.kept)}
    shared = {"ConnectionStrings__store": connection_string}
    shared_kept = {"ConnectionStrings__store": stores.add_database(connection_string, container, "kept")}
    pairs = [
        (web(arguments, "all", "embedded, everything is kept"), web(arguments, "kept", "**embedded, retention and a live stream**", **kept)),
        (web(arguments, "shared", "PostgreSQL, everything is kept", **shared), web(arguments, "shared-kept", "**PostgreSQL, retention and a live stream**", **shared_kept, **kept)),
    ]
    with contextlib.ExitStack() as stack:
        running = {server.name: stack.enter_context(server.start()) for pair in pairs for server in pair}
        for _, server in pairs:
            stack.enter_context(follow(running[server.name]))
        results = load.measure(list(running.values()), arguments, progress)
    lines = ["| native AOT | captures/s | of everything kept | p99 | under load |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {server.name} | {report.cells(results[server.name].post, results[pair[0].name].post)} | {results[server.name].load_mb:.0f} MB |" for pair in pairs for server in pair]
    lines += ["", "| figure | goal | measured | reached |", "|---|---:|---:|---|"]
    lines += [
        report.at_least(f"captures with retention and a live stream, of without, {name}", 0.9, report.ratio(results[kept.name].post, results[everything.name].post), "{:.2f}")
        for name, (everything, kept) in zip(("embedded", "PostgreSQL"), pairs)]
    return "\n".join(lines)


@contextlib.contextmanager
def follow(running):
    command = ["curl", "--silent", "--no-buffer", "--output", "/dev/null", "--header", f"Authorization: {AUTHORIZATION}", f"http://127.0.0.1:{running.other}/api/live"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as stream:
        try:
            yield
        finally:
            stream.kill()


def flood(arguments, name, settings, size_of):
    """Captures for a long time, in tenths: what of rate, memory and the store becomes of it."""
    lines = [f"| flood, {name} | captures/s | p99 | most RSS | requests there then | size of the store then |", "|---|---:|---:|---:|---:|---:|"]
    tenth = max(arguments.flood // 10, 1)
    directory = f"flood-{name}"
    with web(arguments, directory, name, Retention__Requests=str(arguments.kept), **settings).start() as running:
        for number in range(10):
            progress(f"Flood, {name}, {number + 1} of 10")
            rate, p99_ms, memory = load.run(running, "post", BIN, arguments.connections, tenth)
            size = size_of(arguments.work / directory)
            lines.append(
                f"| {number * tenth} to {(number + 1) * tenth} s | {rate:,.0f} | {p99_ms:.1f} ms | {memory:.0f} MB | {usage(running)['requests']:,} | {size / 1e6:,.0f} MB |")
    return "\n".join(lines)


def usage(running):
    request = urllib.request.Request(f"http://127.0.0.1:{running.other}/api/bins/orders", headers={"Authorization": AUTHORIZATION})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["usage"]


def relation_size(container, database):
    """With its indexes, and what is stored beside its rows."""
    return int(stores.docker("exec", container, "psql", "-U", "bench", "-d", database, "-Atc", "SELECT pg_total_relation_size('echoapp.requests')"))


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
