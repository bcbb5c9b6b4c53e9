"""The servers under measurement: how each is started, and that the two to be compared closely answer alike."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

START_TIMEOUT = 30
STOP_TIMEOUT = 15

# What may differ in length between two answers: port and request numbers, uptime.
LENGTH_TOLERANCE = 16


class Server:
    def __init__(self, name, command, environment=(), directory=None):
        self.name = name
        self._command = command
        self._environment = environment
        self._directory = directory

    def start(self):
        """Returns when it has answered once. `{port}` and `{other}` stand for free ports in its command and environment."""
        ports = dict(zip(("port", "other"), free_ports(2)))
        command = [part.format(**ports) for part in self._command]
        environment = os.environ | {key: value.format(**ports) for key, value in self._environment}
        return Running(self.name, command, environment, self._directory, ports["port"])


class Running:
    def __init__(self, name, command, environment, directory, port):
        self.name = name
        self.port = port
        self._log = tempfile.TemporaryFile()
        started = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, start_new_session=True)
        try:
            self._await_answer(started + START_TIMEOUT)
        except BaseException:
            self.stop()
            raise
        self.first_answer_ms = (time.perf_counter() - started) * 1000

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self._process.pid

    def get(self, headers=""):
        """The whole answer to GET /, status line included."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=START_TIMEOUT) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{headers}Connection: close\r\n\r\n".encode())
            answer = bytearray()
            while piece := connection.recv(65536):
                answer += piece
        return bytes(answer)

    def stop(self):
        stop_group(self._process)
        self._log.close()

    def _await_answer(self, deadline):
        while True:
            try:
                answer = self.get()
            except ConnectionError:
                answer = b""
            if answer.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
                return
            if answer or self._process.poll() is not None or time.perf_counter() > deadline:
                self._log.seek(0)
                sys.exit(f"bench: {self.name} does not answer with 200.\n{answer.decode()}{self._log.read().decode()}")
            time.sleep(0.001)


def all_servers(root: Path, published: Path):
    flask = root / "bench" / "flask"
    web = [str(published / "EchoApp.Web" / "EchoApp.Web")]
    ports = {"ECHO_PORT": "{port}", "PAGES_PORT": "{other}"}
    return [
        Server("EchoApp.Web", web, ports.items()),
        Server("EchoApp.Web, `Echo__Wire=false`", web, (ports | {"Echo__Wire": "false"}).items()),
        Server("bare Kestrel handler", [str(published / "BareKestrel" / "BareKestrel")], {"PORT": "{port}"}.items()),
        Server("Flask, gunicorn, 2 workers", [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", "127.0.0.1:{port}", "app:app"], directory=flask),
        Server("Flask, its own server", [sys.executable, "app.py"], {"PORT": "{port}"}.items(), flask),
    ]


def require_same_answer(running):
    """The bare handler is only a measure of EchoApp.Web while both write the same, which is without the wire."""
    web, bare = (server.get("Accept: application/xml;q=0.9,*/*\r\nUser-Agent: bench\r\n") for server in running[1:3])
    if abs(len(web) - len(bare)) > LENGTH_TOLERANCE or shape(web) != shape(bare):
        sys.exit(f"bench: the bare handler no longer writes what EchoApp.Web writes: bring bench/BareKestrel up to date.\n{web.decode()}\n{bare.decode()}")


def shape(answer):
    """Names, order and types, without the values."""
    head, body = answer.split(b"\r\n\r\n", 1)
    names = sorted(line.split(b":")[0].lower() for line in head.split(b"\r\n")[1:])

    def describe(value):
        return [(name, describe(member)) for name, member in value.items()] if isinstance(value, dict) else type(value).__name__

    return names, describe(json.loads(body))


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in sockets]
    for listener in sockets:
        listener.close()
    return ports


def stop_group(process):
    """Asks the process to end, and ends its group when that does not help."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
