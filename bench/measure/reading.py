"""The measurements behind reading.sh. Standard library only."""

import argparse
import asyncio
import contextlib
import datetime
import http.client
import json
import signal
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import filling
import load
import report
import stores

BIN = "/b/orders"
REQUESTS = "/api/bins/orders/requests"

# Those that indexes answer, and how many requests a page of each has.
INDEXED = {
    "": 50, "method:PUT": 50, "status:429": 50, "-status:2xx -status:503": 50, "method:PUT status:503": 50, "status:5xx OR method:PUT": 50, "method:DELETE": 0, "is:pinned": 0, "age>5m": 50,
    "time:{minute}": 50,
}

# Those for which bodies are looked at: the first is in every one, the second in one that is old, the last in none.
IN_BODIES = ("body:lorem", 'body:"number\\":17}"', "body:nowhere", "nowhere")


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))

    with stores.postgres(arguments.image) as (connection_string, container):
        shared = {"ConnectionStrings__store": connection_string}
        engines = [("embedded", {}, None), ("PostgreSQL", shared, container)]
        results = [(name, *measure(arguments, name, settings, container)) for name, settings, container in engines]
    print(f"{datetime.date.today()} · {report.machine()}; {arguments.requests:,} requests of 1 KiB, {arguments.rounds} times each query; "
          f"{arguments.followers} live streams, {arguments.rate:,} requests a second for {arguments.duration} s.")
    print()
    print(table(results))
    print(goals(results))


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("published", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--image", required=True)
    for name in ("rounds", "turns", "duration", "requests", "rate", "followers", "connections"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def measure(arguments, name, settings, container):
    """Milliseconds of each search; those from sending a request to its being told; and captures a second with and without live streams."""
    directory = arguments.work / name
    web = stores.web(arguments.published, directory, name, post=BIN, **settings)
    with web.start():
        progress(f"{name}: the tables")
        if container:
            filling.postgres(container, arguments.requests)
    if not container:
        filling.sqlite(directory / "echoapp.db", arguments.requests)
    with web.start() as running:
        searches = {query: search(running, query, arguments.rounds) for query in (*INDEXED, *IN_BODIES)}
        progress(f"{name}: live")
        delays = asyncio.run(live(running, arguments))
        rates = capture(running, arguments)
    return searches, delays, rates


def search(running, query, rounds):
    """Milliseconds of the first page, sorted."""
    progress(f"{running.name}: {query}")
    minute = datetime.datetime.fromtimestamp(time.time() - 600, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M")
    asked = urllib.parse.urlencode({"q": query.replace("{minute}", minute)})
    path = f"{REQUESTS}?{asked}"
    times = []
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", running.other)) as connection:
        for _ in range(rounds):
            started = time.perf_counter()
            connection.request("GET", path, headers={"Authorization": f"Bearer {stores.TOKEN}"})
            answer = connection.getresponse()
            page = json.loads(answer.read())
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != 200 or (query in INDEXED and len(page["items"]) != INDEXED[query]):
                sys.exit(f"bench: {query} is answered with {answer.status}, {len(page['items'])} requests")
    return sorted(times)


async def live(running, arguments):
    """Milliseconds from before a request is sent to its event at one of the followers, sorted."""
    sent, delays = {}, []
    followers = [asyncio.create_task(follow(running, sent, delays if number == 0 else None)) for number in range(arguments.followers)]
    await asyncio.sleep(1)
    started = time.perf_counter()
    count = arguments.rate * arguments.duration
    await asyncio.gather(*[send(running, number, started, arguments.rate, count, sent) for number in range(20)])
    deadline = time.perf_counter() + 10
    while len(delays) < count and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)
    for follower in followers:
        if follower.done():
            follower.result()
        follower.cancel()
    if len(delays) != count:
        sys.exit(f"bench: {len(delays)} of {count} requests were told")
    return sorted(delays)


async def follow(running, sent, delays):
    reader, writer = await asyncio.open_connection("127.0.0.1", running.other, limit=2**20)
    # HTTP/1.0 has no chunks, which may begin in the middle of an event.
    writer.write(f"GET /api/bins/orders/live HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer {stores.TOKEN}\r\n\r\n".encode())
    mark, rest = b'"path":"/b/orders/', b""
    while piece := await reader.read(2**18):
        if delays is not None:
            now = time.perf_counter()
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                if (place := line.find(mark)) >= 0:
                    delays.append((now - sent[int(line[place + len(mark):line.index(b'"', place + len(mark))])]) * 1000)


async def send(running, first, started, rate, count, sent):
    """Every twentieth of the requests, each at its time, or as soon as the one before is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    for number in range(first, count, 20):
        await asyncio.sleep(max(0, started + number / rate - time.perf_counter()))
        sent[number] = time.perf_counter()
        writer.write(b'POST /b/orders/%d HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n\r\n{"order":123456}' % number)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))


def capture(running, arguments):
    """Captures a second without a live stream and with one, by turns: the medians."""
    rates = {False: [], True: []}
    command = ["curl", "--silent", "--no-buffer", "--output", "/dev/null", "--header", f"Authorization: Bearer {stores.TOKEN}", f"http://127.0.0.1:{running.other}/api/live"]
    for number in range(arguments.turns):
        progress(f"{running.name}: capture {number + 1} of {arguments.turns}")
        for is_live, measured in rates.items():
            with contextlib.ExitStack() as stack:
                if is_live:
                    stack.callback(subprocess.Popen(command).terminate)
                measured.append(load.run(running, "post", BIN, arguments.connections, arguments.duration)[0])
    return {is_live: statistics.median(measured) for is_live, measured in rates.items()}


def table(results):
    lines = [f"| native AOT, milliseconds p50 / p99 | {' | '.join(name for name, *_ in results)} |", f"|---|{'---:|' * len(results)}"]
    for query in (*INDEXED, *IN_BODIES):
        shown = f"`{query}`" if query else "all, newest first"
        lines.append(f"| {shown} | {' | '.join(percentiles(searches[query]) for _, searches, *_ in results)} |")
    lines.append(f"| live: sent to told | {' | '.join(percentiles(delays) for _, _, delays, _ in results)} |")
    lines.append(f"| captures a second, with a live stream | {' | '.join(f'{rates[True]:,.0f}, {rates[True] / rates[False]:.2f} of without' for *_, rates in results)} |")
    return "\n".join(lines)


def goals(results):
    lines = ["", "| figure | goal | measured | reached |", "|---|---:|---:|---|"]
    for name, searches, delays, rates in results:
        lines += [
            report.at_most(f"{name}: p99 of lists and indexed queries, the slowest", 50, max(percentile(searches[query], 99) for query in INDEXED), "{:.1f} ms"),
            report.at_most(f"{name}: p99 of the first page of a search in bodies, the slowest", 300, max(percentile(searches[query], 99) for query in IN_BODIES), "{:.0f} ms"),
            report.at_most(f"{name}: p99 of live", 100, percentile(delays, 99), "{:.1f} ms"),
            report.at_least(f"{name}: captures with a live stream, of without", 0.9, rates[True] / rates[False], "{:.2f}"),
        ]
    return "\n".join(lines)


def percentiles(times):
    return f"{percentile(times, 50):.1f} / {percentile(times, 99):.1f}"


def percentile(times, percent):
    return times[min(len(times) - 1, len(times) * percent // 100)]


def progress(text):
    print(text, file=sys.stderr, flush=True)


main()
