"""The measurements behind webhooks.sh. Standard library only."""

import argparse
import contextlib
import datetime
import http.client
import json
import os
import signal
import statistics
import sys
import threading
import time
from pathlib import Path

import load
import report
import stores
from servers import Server

BIN = "/b/orders"
SESSION = "018f3c1e-6a2b-4c3d-8e4f-5a6b7c8d9e0f"

SENDERS = 8
SECONDS_BEFORE_KILL = 3
BODY = json.dumps({"text": "x" * 1000}).encode()


class Keeper:
    """A server that keeps webhooks, and how many it has."""

    def __init__(self, name, new_server, count):
        self.name = name
        self.new_server = new_server
        self.count = count


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))

    keepers = [Keeper("**EchoApp, embedded store**", lambda directory: stores.web(arguments.published, directory, "echoapp", post=BIN), count_of_echoapp)]
    if arguments.webhook_tester:
        keepers += [
            Keeper("webhook-tester, in memory", lambda _: webhook_tester(arguments, "memory", "--storage-driver", "memory"), count_of_webhook_tester),
            Keeper("webhook-tester, on files", lambda directory: webhook_tester(arguments, "files", "--storage-driver", "fs", "--fs-storage-dir", str(directory)), count_of_webhook_tester),
        ]

    servers = [keeper.new_server(new_directory(arguments, f"load-{number}")) for number, keeper in enumerate(keepers)]
    with contextlib.ExitStack() as stack:
        results = load.measure([stack.enter_context(server.start()) for server in servers], arguments, progress)
    print(
        f"{datetime.date.today()} · {report.machine()}; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.duration} s. "
        "Medians; in brackets the slowest and the fastest round.")
    print()
    print("| | POST/s of 1 KiB JSON, kept | of EchoApp | p99 | RSS idle | under load | acknowledged before kill -9 | lost of that |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for number, (keeper, server) in enumerate(zip(keepers, servers)):
        result = results[server.name]
        acknowledged, lost = kill(keeper, new_directory(arguments, f"kill-{number}"))
        print(
            f"| {keeper.name} | {report.cells(result.post, results[servers[0].name].post)} | {result.idle_mb:.0f} MB | {result.load_mb:.0f} MB "
            f"| {acknowledged:,} | {lost:,} |")
    if not arguments.webhook_tester:
        print()
        print("Without webhook-tester: WEBHOOK_TESTER names its binary.")


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("published", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--image")
    parser.add_argument("--webhook-tester", required=True)
    for name in ("rounds", "duration", "connections"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def webhook_tester(arguments, name, *storage):
    """All that comes is kept, as in EchoApp; by default it would be the last 128."""
    return Server(
        f"webhook-tester-{name}",
        [arguments.webhook_tester, "--log-level", "error", "start", "--addr", "127.0.0.1", "--port", "{port}", "--max-requests", "0", "--auto-create-sessions", *storage],
        get=None, post=f"/{SESSION}", ready="/ready")


def count_of_echoapp(running):
    return ask(running.other, "/api/bins/orders", {"Authorization": f"Bearer {stores.TOKEN}"})["usage"]["requests"]


def count_of_webhook_tester(running):
    """What it answers where there is no such session, as after a start without any, is no list."""
    answer = ask(running.port, f"/api/session/{SESSION}/requests")
    return len(answer) if isinstance(answer, list) else 0


def ask(port, path, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers=headers or {})
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def kill(keeper, directory):
    """How many were answered with 200 before it was killed under load, and how many of these are not there after another start."""
    server = keeper.new_server(directory)
    progress(f"kill -9 of {keeper.name}")
    acknowledged = [0] * SENDERS
    with server.start() as running:
        senders = [threading.Thread(target=send, args=(running.port, server.post_path, acknowledged, number)) for number in range(SENDERS)]
        for sender in senders:
            sender.start()
        time.sleep(SECONDS_BEFORE_KILL)
        os.kill(running.pid, signal.SIGKILL)
        for sender in senders:
            sender.join()
    with server.start() as running:
        kept = keeper.count(running)
    return sum(acknowledged), max(0, sum(acknowledged) - kept)


def send(port, path, acknowledged, number):
    """One after another over one connection, until that breaks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.suppress(OSError, http.client.HTTPException):
        while True:
            connection.request("POST", path, BODY, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                acknowledged[number] += 1
    connection.close()


def new_directory(arguments, name):
    directory = arguments.work / name
    directory.mkdir()
    return directory


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
