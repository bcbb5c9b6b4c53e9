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
    of = {server: results[server.name] for server in servers.all()}
    lines = [
        f"{datetime.date.today()} · {machine()}",
        "",
        f"{versions(arguments.published)}; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.duration} s, "
        f"{arguments.starts} starts. Medians; in brackets the slowest and the fastest round.",
        "",
        "| server | GET/s | of bare | p99 | POST/s of 1 KiB JSON | of bare | p99 | first answer | RSS idle | under load |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for server in servers.all():
        result = of[server]
        lines.append(
            f"| {server.name} | {cells(result.get, of[servers.bare].get)} | {cells(result.post, of[servers.bare].post)} "
            f"| {first_answers[server.name]:.0f} ms | {result.idle_mb:.0f} MB | {result.load_mb:.0f} MB |")

    web, plain, bare = of[servers.web], of[servers.plain], of[servers.bare]
    lines += [
        "",
        "| figure, of the native form with its default settings | goal | measured | reached |",
        "|---|---:|---:|---|",
        at_most("first answer after exec", 45, first_answers[servers.web.name], "{:.0f} ms"),
        at_most("idle RSS", 32, web.idle_mb, "{:.0f} MB"),
        at_least("GET, of the bare handler in the same form", 0.9, ratio(web.get, bare.get), "{:.2f}"),
        at_least("GET, of the same without the wire", 0.9, ratio(web.get, plain.get), "{:.2f}"),
        at_least("GET, of gunicorn with 2 workers", 8, ratio(web.get, of[servers.gunicorn].get), "{:.1f} ×"),
        at_least("POST of 1 KiB of JSON, of the bare handler, which ignores the body", 0.55, ratio(web.post, bare.post), "{:.2f}"),
    ]
    if servers.go_httpbin:
        for name, go in (("go-httpbin's", of[servers.go_httpbin]), ("the quiet go-httpbin's", of[servers.go_httpbin_quiet])):
            lines += [
                at_least(f"GET, of {name} /get", 2, ratio(web.get, go.get), "{:.1f} ×"),
                at_least(f"POST of 1 KiB of JSON, of {name} /post", 3.3, ratio(web.post, go.post), "{:.1f} ×"),
            ]
    return "\n".join(lines)


def cells(mine, bare):
    """Rate, ratio and latency of one kind of request; empty for who has none."""
    if not mine.rates:
        return " | |"
    return (
        f"{statistics.median(mine.rates):,.0f} ({min(mine.rates):,.0f}–{max(mine.rates):,.0f}) "
        f"| {ratio(mine, bare):.2f} | {statistics.median(mine.p99_ms):.1f} ms")


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
    configuration = json.loads((published / "EchoApp.Web-r2r" / "EchoApp.Web.runtimeconfig.json").read_text())
    runtime = configuration["runtimeOptions"]["includedFrameworks"][0]["version"]
    wrk = subprocess.run(["wrk", "--version"], capture_output=True, text=True, check=False).stdout.split()[1]
    python = f"Python {platform.python_version()}, Flask {metadata.version('flask')}, gunicorn {metadata.version('gunicorn')}"
    return f".NET {runtime}, {python}, wrk {wrk}"
