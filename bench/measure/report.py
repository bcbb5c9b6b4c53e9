"""The measurements as Markdown."""

import datetime
import json
import os
import platform
import re
import statistics
import subprocess
from importlib import metadata
from pathlib import Path


def markdown(arguments, servers, first_answers, results):
    web, plain, bare, gunicorn, _ = (results[server.name] for server in servers)
    web_name = servers[0].name
    lines = [
        f"{datetime.date.today()} · {machine()}",
        "",
        f"{versions(arguments.published)}; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.duration} s, "
        f"{arguments.starts} starts. Medians; in brackets the slowest and the fastest round.",
        "",
        "| server | requests/s | of the bare handler | of gunicorn | p99 | first answer | RSS idle | RSS under load |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for server in servers:
        result = results[server.name]
        lines.append(
            f"| {server.name} | {statistics.median(result.rates):,.0f} ({min(result.rates):,.0f}–{max(result.rates):,.0f}) "
            f"| {ratio(result, bare):.2f} | {ratio(result, gunicorn):.1f} × | {statistics.median(result.p99_ms):.1f} ms "
            f"| {first_answers[server.name]:.0f} ms | {result.idle_mb:.0f} MB | {result.load_mb:.0f} MB |")

    lines += [
        "",
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        at_least("echo of a typical GET, with the wire, of the same without", 0.9, ratio(web, plain), "{:.2f}"),
        at_least("echo of a typical GET, without the wire, of the bare handler", 0.85, ratio(plain, bare), "{:.2f}"),
        at_least("echo of a typical GET, of gunicorn with 2 workers", 8, ratio(web, gunicorn), "{:.1f} ×"),
        at_most("first answer of the published Web after exec", 250, first_answers[web_name], "{:.0f} ms"),
        at_most("idle RSS of the published Web", 50, web.idle_mb, "{:.0f} MB"),
    ]
    return "\n".join(lines)


def ratio(result, other):
    """Round by round, each with its neighbour in time: what slows a round down slows both."""
    return statistics.median(mine / theirs for mine, theirs in zip(result.rates, other.rates))


def at_least(figure, goal, value, form):
    return f"| {figure} | ≥ {form.format(goal)} | {form.format(value)} | {'yes' if value >= goal else 'no'} |"


def at_most(figure, goal, value, form):
    return f"| {figure} | ≤ {form.format(goal)} | {form.format(value)} | {'yes' if value <= goal else 'no'} |"


def machine():
    model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    name = model[1] if model else platform.machine()
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {name} · Linux {platform.release()} · load average at the end {load:.1f}"


def versions(published):
    configuration = json.loads((published / "EchoApp.Web" / "EchoApp.Web.runtimeconfig.json").read_text())
    runtime = configuration["runtimeOptions"]["includedFrameworks"][0]["version"]
    wrk = subprocess.run(["wrk", "--version"], capture_output=True, text=True, check=False).stdout.split()[1]
    python = f"Python {platform.python_version()}, Flask {metadata.version('flask')}, gunicorn {metadata.version('gunicorn')}"
    return f".NET {runtime}, {python}, wrk {wrk}"
