"""The AppHost beside docker compose, both with PostgreSQL on a named volume; store.sh builds what this needs. Standard library only."""

import datetime
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import apphost
from report import at_most, machine
from servers import free_ports

VOLUME = "echoapp-bench"
PROJECT = "echoapp-bench"


class AppHost:
    name = "`dotnet run --no-build`"

    def __init__(self, root, image):
        self._root = root
        self._arguments = ["--Store=container", f"--Store:Image={image}", f"--Store:Volume={VOLUME}", "--Parameters:store-password=bench"]

    def measure(self):
        """Milliseconds to a healthy web, and to the end."""
        return apphost.measure(self._root, self._arguments)

    def forget(self):
        subprocess.run(["docker", "volume", "rm", "--force", VOLUME], check=True, stdout=subprocess.DEVNULL)


class Compose:
    name = "`docker compose up --wait`"

    def __init__(self, root, image):
        echo, pages = free_ports(2)
        self._command = ["docker", "compose", "--progress", "quiet", "--project-name", PROJECT, "--file", root / "bench" / "compose" / "docker-compose.yaml"]
        self._environment = os.environ | {"STORE_IMAGE": image, "WEB_IMAGE": "echoapp-web:bench", "ECHO_PORT": str(echo), "PAGES_PORT": str(pages)}

    def measure(self):
        try:
            return self._timed("up", "--wait"), self._timed("down")
        except BaseException:
            self.forget()
            raise

    def forget(self):
        self._timed("down", "--volumes")

    def _timed(self, *arguments):
        started = time.perf_counter()
        subprocess.run([*self._command, *arguments], env=self._environment, check=True, stdout=sys.stderr)
        return (time.perf_counter() - started) * 1000


def main():
    root, rounds, image = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    hosts = [AppHost(root, image), Compose(root, image)]
    times = {host.name: [] for host in hosts}
    for number in range(rounds):
        for host in hosts:
            print(f"{host.name}, round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            times[host.name].append(measure(host))
    print(markdown({name: [statistics.median(values) for values in zip(*rows)] for name, rows in times.items()}, rounds, image))


def measure(host):
    """Milliseconds of a first start, of a warm one, and of the stop after that."""
    host.forget()
    try:
        first, _ = host.measure()
        warm, stop = host.measure()
        return first, warm, stop
    finally:
        host.forget()


def markdown(figures, rounds, image):
    (first, warm, stop), (compose_first, compose_warm, compose_stop) = figures.values()
    rows = [("first start, on a new volume", first, compose_first), ("warm start, on the volume", warm, compose_warm), ("stop", stop, compose_stop)]
    docker = subprocess.run(["docker", "version", "--format", "{{.Server.Version}}"], capture_output=True, text=True, check=True).stdout.strip()
    return "\n".join([
        f"{datetime.date.today()} · {machine()}",
        "",
        f"Docker {docker}, {image}; medians of {rounds} rounds.",
        "",
        "| | " + " | ".join(figures) + " | AppHost of compose |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {mine:.0f} ms | {theirs:.0f} ms | {mine / theirs:.2f} |" for name, mine, theirs in rows),
        "",
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        at_most("`dotnet run --no-build` to a healthy web, warm PostgreSQL volume", 4000, warm, "{:.0f} ms"),
        at_most("the same, first time, without the pull", 8000, first, "{:.0f} ms"),
        at_most("Ctrl+C to exit, PostgreSQL included", 3000, stop, "{:.0f} ms"),
    ])


main()
