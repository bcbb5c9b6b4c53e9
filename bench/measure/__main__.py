"""The measurements behind run.sh, which publishes and builds what they need. Standard library only."""

import argparse
import signal
import statistics
import sys
from pathlib import Path

import load
import report
from servers import Servers, require_same_answer


def main():
    arguments = parse_arguments()
    # Also gives children the default SIGINT, which those of a background job would otherwise ignore.
    set_handler(leave)

    servers = Servers(arguments.root, arguments.published)
    first_answers = measure_starts(servers.all(), arguments.starts)
    results = measure_load(servers, arguments)
    print(report.markdown(arguments, servers, first_answers, results))


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--published", type=Path, required=True)
    for name in ("rounds", "duration", "connections", "starts"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def measure_starts(servers, starts):
    """Milliseconds from exec to the first answer, the median, by server name."""
    times = {server.name: [] for server in servers}
    for number in range(starts):
        progress(f"Start {number + 1} of {starts}")
        for server in servers:
            with server.start() as running:
                times[server.name].append(running.first_answer_ms)
    return {name: statistics.median(values) for name, values in times.items()}


def measure_load(servers, arguments):
    """All servers run the whole time, and take the load in turns, so that what disturbs the machine disturbs them alike."""
    running = {}
    try:
        for server in servers.all():
            running[server] = server.start()
        require_same_answer(running[servers.plain], running[servers.bare])
        return load.measure(list(running.values()), arguments, progress)
    finally:
        for process in running.values():
            process.stop()


def leave(number, _):
    """Stopping what runs must not be cut short by the next signal: the terminal and run.sh may both send one."""
    set_handler(signal.SIG_IGN)
    sys.exit(128 + number)


def set_handler(handler):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
