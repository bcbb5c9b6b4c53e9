"""The dashboard of the embedded host: what it costs, how fast it shows, how much it takes. dashboard.sh builds what this needs. Standard library only."""

import datetime
import http.client
import json
import os
import re
import secrets
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path

import apphost
from otlp import BATCH, Sender, Template, logs, spans
from report import at_most, machine
from servers import free_ports, stop_group

TOKEN = KEY = "bench"
IDLE_SECONDS = 20
CONNECTIONS = 4
RATE = 2000
QUESTIONS = {
    "resources": "/api/resources",
    "newest logs": "/api/telemetry/logs?limit=200",
    "filtered logs": "/api/telemetry/logs?q=level:information%20%40OrderId:1234%20accepted&limit=200",
    "traces": "/api/telemetry/traces?limit=200",
    "filtered traces": "/api/telemetry/traces?q=resource:bench%20duration:%3E%3D0ms&limit=200",
    "metrics": "/api/telemetry/metrics",
}


class Running:
    """The AppHost with its dashboard, as `dotnet run` starts it."""

    def __init__(self, root, settings=()):
        self.otlp, = free_ports(1)
        environment = os.environ | {
            "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN": TOKEN,
            "ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY": KEY,
            "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL": f"http://127.0.0.1:{self.otlp}",
        }
        self._process = subprocess.Popen(
            [*apphost.COMMAND, *apphost.EMBEDDED, *settings], cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True)
        watchdog = threading.Timer(apphost.TIMEOUT, lambda: os.killpg(self._process.pid, signal.SIGKILL))
        watchdog.start()
        lines = []
        for line in self._process.stdout:
            lines.append(line)
            if line.startswith(apphost.READY):
                break
        watchdog.cancel()
        text = "".join(lines)
        frontend = re.search(r"^Login to the dashboard at (http://\S+)/login", text, re.MULTILINE)
        ready = re.search(rf"^{apphost.READY}: (http://\S+) \(echo\)", text, re.MULTILINE)
        if not frontend or not ready:
            stop_group(self._process)
            sys.exit(f"bench: the AppHost did not come up with its dashboard.\n{text}")
        self.frontend, self.echo = (urllib.parse.urlsplit(found[1]).netloc.replace("localhost", "127.0.0.1") for found in (frontend, ready))
        threading.Thread(target=self._process.stdout.read, daemon=True).start()
        self._connection = http.client.HTTPConnection(self.frontend, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self._process.pid, signal.SIGINT)
        stop_group(self._process)

    def ask(self, path):
        """Status, body, and milliseconds."""
        started = time.perf_counter()
        self._connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, body, (time.perf_counter() - started) * 1000

    def status(self):
        return json.loads(self.ask("/api/telemetry")[1])

    def rss_mb(self):
        pid = next(int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and is_host(entry, self._process.pid))
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) * 1024 / 1e6


def is_host(entry, session):
    try:
        name, fields = (entry / "comm").read_text().strip(), (entry / "stat").read_text().rsplit(")", 1)[1].split()
        return name == "EchoApp.AppHost"[:15] and int(fields[3]) == session
    except OSError:
        return False


def to_visible_trace(running):
    """Milliseconds from before an echo request to the answer that has its trace."""
    trace = secrets.token_hex(16)
    connection = http.client.HTTPConnection(running.echo, timeout=30)
    started = time.perf_counter()
    connection.request("GET", "/bench", headers={"traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"})
    connection.getresponse().read()
    while running.ask(f"/api/telemetry/traces/{trace}")[0] != 200:
        if time.perf_counter() - started > 30:
            sys.exit("bench: the trace of an echo request does not appear.")
        time.sleep(0.01)
    return (time.perf_counter() - started) * 1000


def ingest(running, path, template, seconds):
    """Records taken a second, and the share of those refused, with all connections sending as fast as they can."""
    senders = [Sender(running.otlp, KEY, path, template) for _ in range(CONNECTIONS)]
    time.sleep(seconds)
    for sender in senders:
        sender.stop()
    sent, refused, failed = (sum(getattr(sender, name) for sender in senders) for name in ("sent", "refused", "failed"))
    if failed:
        sys.exit(f"bench: {failed} records of {sent + refused + failed} met an error, not an answer.")
    return sent / seconds, refused / max(1, sent + refused)


def soak(running, seconds):
    """Highest RSS in MB by minute, and milliseconds of the answers by question, under RATE spans and RATE log records a second."""
    senders = [
        Sender(running.otlp, KEY, "/v1/traces", Template(spans("bench"), 10), RATE),
        Sender(running.otlp, KEY, "/v1/logs", Template(logs("bench"), 1), RATE),
    ]
    memory, answers = [], {name: [] for name in QUESTIONS}
    started = time.perf_counter()
    while (elapsed := time.perf_counter() - started) < seconds:
        for name, path in QUESTIONS.items():
            status, _, milliseconds = running.ask(path)
            if status != 200:
                sys.exit(f"bench: {path} answers {status}.")
            answers[name].append(milliseconds)
        memory.append((elapsed, running.rss_mb()))
        time.sleep(1)
    for sender in senders:
        sender.stop()
    if any(sender.failed for sender in senders):
        sys.exit("bench: telemetry met an error, not an answer.")
    rate = sum(sender.sent for sender in senders) / seconds
    return rate, [max(mb for at, mb in memory if minute <= at // 60 < minute + 1) for minute in range(int(memory[-1][0] // 60) + 1)], answers


def main():
    root, starts, seconds, soak_seconds = Path(sys.argv[1]), *map(int, sys.argv[2:])
    say = lambda text: print(text, file=sys.stderr, flush=True)  # noqa: E731
    say("Starts")
    with_dashboard = statistics.median(apphost.measure(root)[0] for _ in range(starts))
    without = statistics.median(apphost.measure(root, [*apphost.EMBEDDED, "--Dashboard=false"])[0] for _ in range(starts))
    with Running(root) as running:
        say("Idle")
        time.sleep(IDLE_SECONDS)
        idle = running.rss_mb()
        say("Echo to trace")
        visible = [to_visible_trace(running) for _ in range(10)]
    with Running(root) as running:
        say("Ingest")
        span_rate, span_refused = ingest(running, "/v1/traces", Template(spans("bench"), 10), seconds)
        log_rate, log_refused = ingest(running, "/v1/logs", Template(logs("bench"), 1), seconds)
        ingest_rss = running.rss_mb()
        kept = running.status()
    with Running(root) as running:
        say("Soak")
        rate, memory, answers = soak(running, soak_seconds)
    every = sorted(each for times in answers.values() for each in times)
    print("\n".join([
        f"{datetime.date.today()} · {machine()}",
        "",
        f"Medians of {starts} starts and of 10 requests; ingest for {seconds} s over {CONNECTIONS} connections, {BATCH} records a request, OTLP over HTTP; "
        f"soak of {soak_seconds} s at {RATE:,} spans and {RATE:,} log records a second ({rate:,.0f} records a second were taken).",
        "",
        "| figure | goal | measured | reached |",
        "|---|---:|---:|---|",
        at_most("`dotnet run --no-build` with the dashboard to a healthy web", 2500, with_dashboard, "{:.0f} ms"),
        at_most("RSS of the idle AppHost", 150, idle, "{:.0f} MB"),
        at_most("echo request to visible trace", 3000, statistics.median(visible), "{:.0f} ms"),
        at_most("the slowest answer of the API during the soak", 200, every[-1], "{:.0f} ms"),
        "",
        f"Without the dashboard a start takes {without:.0f} ms. Taken as fast as they come: {span_rate:,.0f} spans a second ({span_refused:.1%} refused) and "
        f"{log_rate:,.0f} log records a second ({log_refused:.1%} refused); RSS then {ingest_rss:.0f} MB, "
        f"with {kept['logs']['count']:,} log records and {kept['traces']['count']:,} traces kept.",
        "",
        "| during the soak | " + " | ".join(f"minute {minute + 1}" for minute in range(len(memory))) + " |",
        "|---|" + "---:|" * len(memory),
        "| highest RSS | " + " | ".join(f"{mb:.0f} MB" for mb in memory) + " |",
        "",
        "| answers during the soak | median | p99 | slowest |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {statistics.median(times):.1f} ms | {sorted(times)[int(len(times) * 0.99)]:.1f} ms | {max(times):.1f} ms |" for name, times in answers.items()),
    ]))


main()
