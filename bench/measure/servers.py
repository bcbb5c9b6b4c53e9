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
    """`get` is the path of its echo, `post` that of its echo of a body; None where it has none, or it is not measured. `ready` answers 200 once it is."""

    def __init__(self, name, command, environment=(), directory=None, get="/", post="/", ready=None):
        self.name = name
        self.get_path = get
        self.post_path = post
        self.ready_path = ready or get or "/"
        self._command = command
        self._environment = environment
        self._directory = directory

    def start(self):
        """Returns when it has answered once. `{port}` and `{other}` stand for free ports in its command and environment."""
        ports = dict(zip(("port", "other"), free_ports(2)))
        command = [part.format(**ports) for part in self._command]
        environment = os.environ | {key: value.format(**ports) for key, value in self._environment}
        return Running(self, command, environment, self._directory, **ports)


class Running:
    def __init__(self, server, command, environment, directory, port, other):
        self.server = server
        self.name = server.name
        self.port = port
        self.other = other
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
        """The whole answer to a GET of its echo, status line included."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=START_TIMEOUT) as connection:
            connection.sendall(f"GET {self.server.ready_path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{headers}Connection: close\r\n\r\n".encode())
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


# About as long as the echo's answer. Two workers: as many as go-httpbin and Kestrel have threads to run on two cores.
NGINX = (
    "daemon off; worker_processes 2; pid nginx.pid; error_log stderr; events {{}} "
    "http {{ access_log off; keepalive_requests 100000000; default_type application/json; "
    "server {{ listen 127.0.0.1:{port}; return 200 '" + "x" * 1000 + "'; }} }}")


class Servers:
    """Those under measurement. The optional ones are None where they are not there."""

    def __init__(self, root: Path, published: Path):
        flask = root / "bench" / "flask"
        ports = {"ECHO_PORT": "{port}", "PAGES_PORT": "{other}"}

        def web(form, name, **settings):
            return Server(name, [str(published / f"EchoApp.Web-{form}" / "EchoApp.Web")], (ports | settings).items())

        def bare(form, name):
            return Server(name, [str(published / f"BareKestrel-{form}" / "BareKestrel")], {"PORT": "{port}"}.items())

        self.web = web("aot", "**EchoApp.Web**, native AOT")
        self.plain = web("aot", "EchoApp.Web, native AOT, `Echo__Wire=false`", Echo__Wire="false")
        self.inline = web("aot", "EchoApp.Web, native AOT, `Echo__InlineCompletions=true`", Echo__InlineCompletions="true")
        self.web_r2r = web("r2r", "EchoApp.Web, ReadyToRun")
        self.bare = bare("aot", "bare Kestrel handler, native AOT")
        self.bare_r2r = bare("r2r", "bare Kestrel handler, ReadyToRun")
        self.nginx = Server("nginx, a constant", ["sh", "-c", 'echo "$1" > nginx.conf && exec nginx -p . -c nginx.conf', "sh", NGINX], directory=published)
        go_httpbin = ["-host", "127.0.0.1", "-port", "{port}"]
        self.go_httpbin = given("GO_HTTPBIN", "go-httpbin", go_httpbin, "/get", "/post")
        self.go_httpbin_quiet = given("GO_HTTPBIN", "go-httpbin, `-log-level OFF`", [*go_httpbin, "-log-level", "OFF"], "/get", "/post")
        self.whoami = given("WHOAMI", "whoami", ["--port", "{port}"], "/api", "/api")
        self.gunicorn = Server(
            "Flask, gunicorn, 2 workers", [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", "127.0.0.1:{port}", "app:app"], directory=flask, post=None)
        self.flask = Server("Flask, its own server", [sys.executable, "app.py"], {"PORT": "{port}"}.items(), flask, post=None)

    def all(self):
        return [server for server in vars(self).values() if server]


def given(variable, name, arguments, get, post):
    path = os.environ.get(variable)
    return Server(name, [path, *arguments], get=get, post=post) if path else None


def require_same_answer(plain, bare):
    """The bare handler is only a measure of EchoApp.Web while both write the same, which is without the wire."""
    web, other = (server.get("Accept: application/xml;q=0.9,*/*\r\nUser-Agent: bench\r\n") for server in (plain, bare))
    if abs(len(web) - len(other)) > LENGTH_TOLERANCE or shape(web) != shape(other):
        sys.exit(f"bench: the bare handler no longer writes what EchoApp.Web writes: bring bench/BareKestrel up to date.\n{web.decode()}\n{other.decode()}")


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
