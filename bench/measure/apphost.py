"""Start, stop and memory of the AppHost, of a bare one and of docker compose; apphost.sh builds what this needs. Standard library only."""

import datetime
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

from load import resident_mb
from report import machine
from servers import free_ports, stop_group

VOLUME = "echoapp-bench"
PROJECT = "echoapp-bench"
MARK = "ECHOAPP_BENCH_RUN"
TIMEOUT = 120
SETTLE_SECONDS = 5


class AppHost:
    """An AppHost by `dotnet run`, with the variables of a launch profile, on free ports."""

    def __init__(self, name, root, project, arguments):
        self.name = name
        self._root = root
        self._project = project
        self._arguments = arguments

    def measure(self):
        """Milliseconds to a healthy web, MB of all processes, milliseconds from Ctrl+C to the prompt and until nothing is left."""
        echo, pages, dashboard, otlp = free_ports(4)
        run = uuid.uuid4().hex
        environment = os.environ | {
            MARK: run,
            "DOTNET_ENVIRONMENT": "Development",
            "ASPNETCORE_ENVIRONMENT": "Development",
            "ASPNETCORE_URLS": f"http://localhost:{dashboard}",
            "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL": f"http://localhost:{otlp}",
            "ASPIRE_ALLOW_UNSECURED_TRANSPORT": "true",
        }
        command = ["dotnet", "run", "--no-build", "--no-launch-profile", "--project", self._project, "--", f"--Ports:Echo={echo}", f"--Ports:Pages={pages}", *self._arguments]
        with tempfile.TemporaryFile() as log:
            started = time.perf_counter()
            process = subprocess.Popen(command, cwd=self._root, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            try:
                wait(lambda: is_healthy(pages) or process.poll() is not None, f"web of {self.name} to be healthy")
                ready = time.perf_counter()
                if process.poll() is not None:
                    log.seek(0)
                    sys.exit(f"bench: {self.name} has ended.\n{log.read().decode()}")
                time.sleep(SETTLE_SECONDS)
                memory = resident_mb(marked(run)) + sum(resident_mb(contained(container)) for container in containers())

                # A terminal sends Ctrl+C to its whole foreground group.
                interrupted = time.perf_counter()
                os.killpg(process.pid, signal.SIGINT)
                process.wait(TIMEOUT)
                prompt = time.perf_counter()
                wait(lambda: not marked(run) and not containers(), f"the end of {self.name}")
                return (ready - started) * 1000, memory, (prompt - interrupted) * 1000, (time.perf_counter() - interrupted) * 1000
            finally:
                stop_group(process)


class Compose:
    name = "`docker compose up --wait`"

    def __init__(self, root, image):
        echo, pages = free_ports(2)
        self._command = ["docker", "compose", "--progress", "quiet", "--project-name", PROJECT, "--file", root / "bench" / "compose" / "docker-compose.yaml"]
        self._environment = os.environ | {"STORE_IMAGE": image, "WEB_IMAGE": "echoapp-web:bench", "ECHO_PORT": str(echo), "PAGES_PORT": str(pages)}

    def measure(self):
        """The same; containers that are down are gone."""
        try:
            ready = self._timed("up", "--wait")
            time.sleep(SETTLE_SECONDS)
            ids = subprocess.run([*self._command, "ps", "--quiet"], env=self._environment, check=True, capture_output=True, text=True).stdout.split()
            memory = sum(resident_mb(contained(container)) for container in ids)
            stopped = self._timed("down")
            return ready, memory, stopped, stopped
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
    # Also gives children the default SIGINT, which those of a background job would otherwise ignore.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    store = [f"--Store:Image={image}", f"--Store:Volume={VOLUME}", "--Parameters:store-password=bench"]
    compose = Compose(root, image)
    hosts = [
        AppHost("EchoApp.AppHost, embedded store", root, "EchoApp.AppHost", ["--Store=embedded"]),
        AppHost("EchoApp.AppHost, PostgreSQL", root, "EchoApp.AppHost", ["--Store=container", *store]),
        AppHost("bare AppHost, PostgreSQL", root, "bench/BareAppHost", store),
        compose,
    ]
    figures = {host.name: [] for host in hosts}
    try:
        for number in range(rounds + 1):
            for host in hosts:
                print(f"{host.name}, round {number} of {rounds}" if number else f"{host.name}, warm-up", file=sys.stderr, flush=True)
                measured = host.measure()
                figures[host.name] += [measured] if number else []
    finally:
        compose.forget()
        subprocess.run(["docker", "volume", "rm", "--force", VOLUME], check=True, stdout=subprocess.DEVNULL)
    print(markdown({name: [statistics.median(values) for values in zip(*rows)] for name, rows in figures.items()}, rounds, image))


def markdown(figures, rounds, image):
    docker = subprocess.run(["docker", "version", "--format", "{{.Server.Version}}"], capture_output=True, text=True, check=True).stdout.strip()
    return "\n".join([
        f"{datetime.date.today()} · {machine()}",
        "",
        f"Docker {docker}, {image}; medians of {rounds} warm rounds.",
        "",
        "| | start to healthy web | stop: command ends | stop: last process gone | RSS, sum |",
        "|---|---:|---:|---:|---:|",
        *(f"| {name} | {ready:,.0f} ms | {prompt:,.0f} ms | {gone:,.0f} ms | {memory:,.0f} MB |" for name, (ready, memory, prompt, gone) in figures.items()),
    ])


def is_healthy(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def containers():
    """What runs, or is left, on the volume."""
    return subprocess.run(["docker", "container", "ls", "--all", "--quiet", "--no-trunc", "--filter", f"volume={VOLUME}"], check=True, capture_output=True, text=True).stdout.split()


def contained(container):
    """The processes of a container."""
    return [pid for pid in processes() if container in read(pid, "cgroup")]


def marked(run):
    """The processes that a run has started: they inherit its mark."""
    return [pid for pid in processes() if f"{MARK}={run}" in read(pid, "environ")]


def processes():
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def read(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def wait(condition, what):
    deadline = time.perf_counter() + TIMEOUT
    while not condition():
        if time.perf_counter() > deadline:
            sys.exit(f"bench: waited {TIMEOUT} s in vain for {what}.")
        time.sleep(0.02)


main()
