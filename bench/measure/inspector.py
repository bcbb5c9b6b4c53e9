"""The measurements behind inspector.sh. Standard library only."""

import argparse
import datetime
import json
import signal
import statistics
import subprocess
import sys
from pathlib import Path

import filling
import report
import stores

SLOW = 50  # ms of a frame


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    figures = measure(arguments)
    print(f"{datetime.date.today()} · {report.machine()}; {arguments.requests:,} requests of 1 KiB on the embedded store, a window of 1280 × 800.")
    print()
    print(table(figures))


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("published", "work", "browsing"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--image", required=True)
    for name in ("requests", "rounds"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def measure(arguments):
    directory = arguments.work / "data"
    web = stores.web(arguments.published, directory, "embedded", Access__Token="", Access__Anonymous="true")
    with web.start():
        progress("The tables")
    filling.sqlite(directory / "echoapp.db", arguments.requests)
    with web.start() as running:
        progress("The browser")
        command = [arguments.browsing, f"http://localhost:{running.other}", f"http://localhost:{running.port}", "orders", str(arguments.rounds)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def table(figures):
    paint, plain = statistics.median(figures["paint"]), statistics.median(figures["plainPaint"])
    arrivals, frames = sorted(figures["arrival"]), sorted(figures["frames"])
    return "\n".join([
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        report.at_most("first paint of the list, cold cache, the median", 300, paint, "{:.0f} ms"),
        f"| the same of the page /next, which is static | | {plain:.0f} ms: the list has {paint / plain:.1f} times that | |",
        report.at_most("request to row on the screen, the slowest", 200, arrivals[-1], "{:.0f} ms"),
        f"| the same, the median of {len(arrivals)} | | {statistics.median(arrivals):.0f} ms | |",
        f"| frames while the list is scrolled: p50, p99, the slowest | | {statistics.median(frames):.0f}, {frames[len(frames) * 99 // 100]:.0f}, {frames[-1]:.0f} ms | |",
        f"| of {len(frames)} frames, those above {SLOW} ms | | {sum(frame > SLOW for frame in frames)} | |",
        f"| layout shift of the list, the most | | {max(figures['shift']):.3f} | |",
        report.at_most("scripts and styles, as sent", 70, figures["bytes"][0] / 1000, "{:.1f} KB"),
    ])


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
