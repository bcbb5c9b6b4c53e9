"""Publish, build and push by AppHost.cs beside docker build and push; image.sh prepares what this needs. Standard library only."""

import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from report import at_most, machine
from servers import free_ports

DEADLINE = 60


class AppHost:
    """AppHost.cs by the Aspire CLI, in a copy of the sources."""

    name = "EchoApp, AppHost.cs"
    repository = "echoapp-bench/echoapp-web"

    def __init__(self, root, registry):
        self._root = root
        self._registry = registry

    def build_host(self):
        run(["dotnet", "tool", "restore"], self._root)
        run(["dotnet", "build", "EchoApp.AppHost", "--verbosity", "quiet"], self._root)

    def publish(self):
        return timed(lambda: self._do(["publish"], "--Store=embedded"))

    def forget(self):
        """As after a fresh clone, but for the packages that were restored and the AppHost itself."""
        for path in (self._root / "artifacts").glob("*/EchoApp.Web/release*"):
            shutil.rmtree(path)

    def change(self, number):
        source = self._root / "EchoApp.Web" / "Pages" / "HomePage.cs"
        source.write_text(source.read_text() + f"\n// {number}\n")

    def build_and_push(self):
        """Milliseconds, and the bytes that the registry did not have."""
        before = blobs(self._registry, self.repository)
        took = timed(lambda: self._do(["do", "push"], f"--Parameters:registry-endpoint={self._registry}", "--Parameters:registry-repository=echoapp-bench"))
        return took, sum(size for digest, size in blobs(self._registry, self.repository).items() if digest not in before)

    def reference(self):
        image = json.loads((self._root / "out" / "images.json").read_text())["web"]
        return f"{image['name']}@{image['digest']}"

    def _do(self, command, *arguments):
        run(["dotnet", "aspire", *command, "--no-build", "--non-interactive", "--nologo", "--output-path", self._root / "out", "--", *arguments], self._root)


class Flask:
    """The Flask echo with its Dockerfile, on a base of the same registry."""

    name = "Flask, docker build and push"
    repository = "echoapp-bench/flask"

    def __init__(self, root, registry, base):
        self._directory = root / "bench" / "flask"
        self._registry = registry
        self._base = base

    def forget(self):
        run(["docker", "builder", "prune", "--all", "--force"])

    def change(self, number):
        source = self._directory / "app.py"
        source.write_text(source.read_text() + f"\n# {number}\n")

    def build_and_push(self):
        before = blobs(self._registry, self.repository)

        def both():
            run(["docker", "build", "--quiet", "--provenance=false", "--build-arg", f"BASE={self._base}", "--tag", self.reference(), "."], self._directory)
            run(["docker", "push", "--quiet", self.reference()])

        took = timed(both)
        return took, sum(size for digest, size in blobs(self._registry, self.repository).items() if digest not in before)

    def reference(self):
        return f"{self._registry}/{self.repository}:bench"


def main():
    root, rounds, registry, base = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    host, flask = AppHost(root, registry), Flask(root, registry, base)
    host.build_host()
    publish = statistics.median(host.publish() for _ in range(max(rounds, 3)))
    times = {builder.name: [] for builder in (host, flask)}
    for number in range(rounds):
        for builder in (host, flask):
            print(f"{builder.name}, round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            times[builder.name].append(measure(builder, number))
    print(markdown(publish, {name: [statistics.median(values) for values in zip(*rows)] for name, rows in times.items()}, rounds))


def measure(builder, number):
    """Milliseconds of a cold build and push, of one after a changed line, the bytes that the latter sent; first answer and stop of the container."""
    builder.forget()
    builder.change(f"cold {number} {time.time()}")
    cold, _ = builder.build_and_push()
    builder.change(f"warm {number} {time.time()}")
    again, sent = builder.build_and_push()
    run(["docker", "pull", "--quiet", builder.reference()])
    return cold, again, sent, *start_and_stop(builder.reference())


def start_and_stop(image):
    [port] = free_ports(1)
    name = f"echoapp-bench-{os.getpid()}"
    started = time.perf_counter()
    run(["docker", "run", "--detach", "--name", name, "--publish", f"127.0.0.1:{port}:6000", "--env", "FLASK_RUN_HOST=0.0.0.0", image])
    try:
        while not answers(port):
            if time.perf_counter() - started > DEADLINE:
                sys.exit(f"bench: {image} does not answer.\n{run(['docker', 'logs', name])}")
            time.sleep(0.002)
        first = (time.perf_counter() - started) * 1000
        return first, timed(lambda: run(["docker", "stop", name]))
    finally:
        run(["docker", "rm", "--force", name])


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def blobs(registry, repository):
    """Digest → bytes of what the tags of a repository are made of."""
    found = {}
    for tag in get(registry, f"{repository}/tags/list").get("tags") or []:
        manifest = get(registry, f"{repository}/manifests/{tag}")
        found.update({part["digest"]: part["size"] for part in [manifest.get("config"), *manifest.get("layers", [])] if part})
    return found


def get(registry, path):
    accepted = "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json, application/json"
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://{registry}/v2/{path}", headers={"Accept": accepted})) as answer:
            return json.load(answer)
    except urllib.error.HTTPError:
        return {}


def run(command, directory=None):
    done = subprocess.run([str(part) for part in command], cwd=directory, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(str(part) for part in command)} failed.\n{done.stdout}{done.stderr}")
    return done.stdout


def timed(action):
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def markdown(publish, figures, rounds):
    names = ["build and push, cold", "build and push after a changed line", "bytes that this sent", "`docker run` to the first answer", "`docker stop`"]
    (mine, theirs) = figures.values()
    rows = [f"| {name} | {form(name, a)} | {form(name, b)} |" for name, a, b in zip(names, mine, theirs)]
    return "\n".join([
        f"{datetime.date.today()} · {machine()}",
        "",
        f"Medians of {rounds} rounds.",
        "",
        "| | " + " | ".join(figures) + " |",
        "|---|---:|---:|",
        *rows,
        "",
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        at_most("`dotnet aspire publish --no-build`", 2000, publish, "{:.0f} ms"),
    ])


def form(name, value):
    return f"{value:,.0f}" if name.startswith("bytes") else f"{value:,.0f} ms"


main()
