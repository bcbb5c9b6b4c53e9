"""The measurements behind bins.sh. Standard library only."""

import argparse
import contextlib
import datetime
import signal
import statistics
import sys
from pathlib import Path

import load
import report
import stores

BIN = "/b/orders"


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))

    with stores.postgres(arguments.image) as (connection_string, _), contextlib.ExitStack() as stack:
        servers = [
            web(arguments, "echo", post="/"),
            web(arguments, "sqlite", "**bin, embedded store**"),
            web(arguments, "postgres", "**bin, PostgreSQL**", ConnectionStrings__store=connection_string),
            web(arguments, "neither", "echo, `Echo__Wire=false`", get="/", post="/", Echo__Wire="false"),
            web(arguments, "recent", "echo, `Capture__Recent=true`", get="/", post="/", Capture__Recent="true"),
        ]
        results = load.measure([stack.enter_context(server.start()) for server in servers], arguments, progress)
    echo, sqlite, postgres_result, neither, recent = (results[server.name] for server in servers)
    print(table(arguments, servers, results))
    print(goals(echo, sqlite, postgres_result, neither, recent))
    print()
    print(flood(arguments))


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("published", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--image", required=True)
    for name in ("rounds", "duration", "connections", "flood"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def web(arguments, directory, name="echo", get=None, post=BIN, **settings):
    return stores.web(arguments.published, arguments.work / directory, name, get, post, **settings)


def table(arguments, servers, results):
    echo = results[servers[0].name]
    lines = [
        f"{datetime.date.today()} · {report.machine()}; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.duration} s. "
        "Medians; in brackets the slowest and the fastest round.",
        "",
        "| native AOT | POST/s of 1 KiB JSON | of the echo | p99 | GET/s | RSS idle | under load |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for server in servers:
        result = results[server.name]
        get = f"{statistics.median(result.get.rates):,.0f}" if result.get.rates else ""
        lines.append(f"| {server.name} | {report.cells(result.post, echo.post)} | {get} | {result.idle_mb:.0f} MB | {result.load_mb:.0f} MB |")
    return "\n".join(lines)


def goals(echo, sqlite, postgres_result, neither, recent):
    def most_p99(result):
        return statistics.median(result.post.p99_ms)

    return "\n".join([
        "",
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        report.at_least("durable captures, embedded, of the same POST echoed", 0.4, report.ratio(sqlite.post, echo.post), "{:.2f}"),
        report.at_least("durable captures, PostgreSQL, of the same POST echoed", 0.35, report.ratio(postgres_result.post, echo.post), "{:.2f}"),
        report.at_least("durable captures a second, embedded", 12_000, statistics.median(sqlite.post.rates), "{:,.0f}"),
        report.at_least("durable captures a second, PostgreSQL", 8_000, statistics.median(postgres_result.post.rates), "{:,.0f}"),
        report.at_most("p99, embedded", 20, most_p99(sqlite), "{:.1f} ms"),
        report.at_most("p99, PostgreSQL", 20, most_p99(postgres_result), "{:.1f} ms"),
        report.at_least("GET with the wire and `recent`, of the echo without both", 0.85, report.ratio(recent.get, neither.get), "{:.2f}"),
        report.at_least("POST with the wire and `recent`, of the echo without both", 0.85, report.ratio(recent.post, neither.post), "{:.2f}"),
    ])


def flood(arguments):
    """Captures for a long time, in tenths: what of rate and memory becomes of it."""
    lines = ["| flood of the embedded store | captures/s | p99 | most RSS |", "|---|---:|---:|---:|"]
    tenth = max(arguments.flood // 10, 1)
    with web(arguments, "flood").start() as running:
        for number in range(10):
            progress(f"Flood {number + 1} of 10")
            rate, p99_ms, memory = load.run(running, "post", BIN, arguments.connections, tenth)
            lines.append(f"| {number * tenth} to {(number + 1) * tenth} s | {rate:,.0f} | {p99_ms:.1f} ms | {memory:.0f} MB |")
    size = sum(file.stat().st_size for file in (arguments.work / "flood").iterdir())
    return "\n".join([*lines, "", f"The data directory had {size / 1e9:.1f} GB then."])


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
