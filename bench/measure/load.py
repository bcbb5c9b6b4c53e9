"""Requests per second, latency and memory under wrk."""

import re
import subprocess
import sys
import time
from pathlib import Path

SETTLE_SECONDS = 5
SAMPLE_SECONDS = 0.25
REQUEST = Path(__file__).resolve().parent.parent / "request.lua"


class Rates:
    """Of the rounds with one kind of request, in order: requests per second, and the 99th percentile in milliseconds."""

    def __init__(self):
        self.rates = []
        self.p99_ms = []


class Result:
    def __init__(self):
        self.get = Rates()
        self.post = Rates()
        self.idle_mb = 0.0
        self.load_mb = 0.0


def measure(running, arguments, progress):
    """A Result by server name."""
    results = {server.name: Result() for server in running}
    time.sleep(SETTLE_SECONDS)
    for server in running:
        results[server.name].idle_mb = resident_mb(tree(server.pid))

    for number in range(arguments.rounds + 1):
        for kind in ("get", "post"):
            progress(f"Round {number} of {arguments.rounds}, {kind}" if number else f"Warm-up, {kind}")
            for server in running:
                path = getattr(server.server, f"{kind}_path")
                if path is None:
                    continue
                rate, p99_ms, memory = run(server, kind, path, arguments.connections, arguments.duration)
                if number:
                    result = results[server.name]
                    rates = getattr(result, kind)
                    rates.rates.append(rate)
                    rates.p99_ms.append(p99_ms)
                    result.load_mb = max(result.load_mb, memory)
    return results


def run(server, kind, path, connections, duration):
    """Requests per second, the 99th percentile in milliseconds, and the most memory seen."""
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{duration}s",
               "--script", str(REQUEST), f"http://127.0.0.1:{server.port}{path}", "--", kind]
    pids = tree(server.pid)
    memory = 0.0
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as wrk:
        try:
            while wrk.poll() is None:
                memory = max(memory, resident_mb(pids))
                time.sleep(SAMPLE_SECONDS)
            output = wrk.stdout.read()
        except BaseException:
            wrk.kill()
            raise

    values = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", output)}
    if wrk.returncode or values.get("requests", 0) == 0:
        sys.exit(f"bench: wrk measured nothing of {server.name}.\n{output}")
    # A rate with failures in it is not the rate of anything.
    if values["errors"] > values["requests"] / 1000:
        sys.exit(f"bench: {values['errors']} of {values['requests']} requests to {server.name} failed.\n{output}")
    return values["requests"] / values["duration_us"] * 1e6, values["p99_us"] / 1000, memory


def tree(pid):
    """The process and all below it."""
    pids = [pid]
    for parent in pids:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            pids += map(int, children.read_text().split())
    return pids


def resident_mb(pids):
    total = 0
    for pid in pids:
        try:
            match = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue  # It has ended since.
        total += int(match[1]) if match else 0
    return total * 1024 / 1e6
