"""Clients that stall, bombs, and readers that do not read: what they cost EchoApp.Web under a heap limit, and whether others are still answered."""

import gzip
import multiprocessing
import os
import random
import resource
import selectors
import socket
import statistics
import time

DECLARED = 50_000_000
HOLD_SECONDS = 8
FALL_BACK_SECONDS = 10


def rss(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:")) / 1e6


def plain(size):
    return os.urandom(size)


def packed(size):
    return gzip.compress(random.Random(1).randbytes(2 * size), 1)[:size]


def bomb():
    """Zeros in gzip, four times over: a few hundred bytes."""
    data = bytes(200_000_000)
    for _ in range(4):
        data = gzip.compress(data, 9)
    return data


def post(headers, body, declared=None):
    return b"POST /stall HTTP/1.1\r\nHost: h\r\n" + headers + f"Content-Length: {declared or len(body)}\r\n\r\n".encode() + body


def probe(port, stop, times):
    """A GET every 5 ms, by turns on a connection that is kept and on a new one; how long each took, in ms."""
    kept = socket.create_connection(("127.0.0.1", port), timeout=30)
    number = 0
    while not stop.is_set():
        number += 1
        started = time.perf_counter()
        try:
            connection = kept if number % 2 else socket.create_connection(("127.0.0.1", port), timeout=30)
            connection.sendall(b"GET /probe HTTP/1.1\r\nHost: h\r\n\r\n")
            answer = connection.recv(65536)
            times.append((time.perf_counter() - started) * 1000 if answer.startswith(b"HTTP/1.1 200") else -1)
            if connection is not kept:
                connection.close()
        except OSError:
            times.append(-1)
            kept = socket.create_connection(("127.0.0.1", port), timeout=30)
        time.sleep(0.005)


class Clients:
    """Many connections, each of which sends its bytes as far as it may, in one loop."""

    def __init__(self, port, count, request, receive_buffer):
        self._selector = selectors.DefaultSelector()
        self._answers = {}
        for _ in range(count):
            connection = socket.socket()
            if receive_buffer:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            connection.connect(("127.0.0.1", port))
            connection.setblocking(False)
            self._answers[connection] = b""
            self._selector.register(connection, selectors.EVENT_WRITE, memoryview(request))

    def send(self, deadline):
        """Until all have sent what they have, or the server takes no more."""
        while any(key.data is not None for key in self._selector.get_map().values()) and time.perf_counter() < deadline:
            for key, _ in self._selector.select(0.5):
                if key.data is None:
                    continue
                try:
                    left = key.data[key.fileobj.send(key.data[: 1 << 18]):]
                except OSError:
                    left = memoryview(b"")
                self._selector.modify(key.fileobj, selectors.EVENT_READ, None) if not left else self._selector.modify(key.fileobj, selectors.EVENT_WRITE, left)

    def receive(self, deadline):
        """The statuses of the answers that have come, as far as their first line goes."""
        while time.perf_counter() < deadline:
            for key, _ in self._selector.select(0.2):
                try:
                    piece = key.fileobj.recv(1 << 16)
                except OSError:
                    piece = b""
                self._answers[key.fileobj] = (self._answers[key.fileobj] + piece)[:64]
                if not piece:
                    self._selector.unregister(key.fileobj)
            if not self._selector.get_map():
                break
        statuses = {}
        for answer in self._answers.values():
            status = answer[9:12].decode() if answer.startswith(b"HTTP/") else "none"
            statuses[status] = statuses.get(status, 0) + 1
        return statuses

    def close(self):
        for connection in self._answers:
            connection.close()
        self._selector.close()


def scenario(server, name, count, request, reads, receive_buffer=0):
    """One row: what many of one kind of client do to a server that has just been started."""
    with server.start() as running:
        time.sleep(2)
        before = rss(running.pid)
        with multiprocessing.Manager() as manager:
            times = manager.list()
            stop = manager.Event()
            prober = multiprocessing.Process(target=probe, args=(running.port, stop, times))
            prober.start()
            clients = Clients(running.port, count, request, receive_buffer)
            clients.send(time.perf_counter() + 60)
            most = 0
            until = time.perf_counter() + HOLD_SECONDS
            while time.perf_counter() < until:
                most = max(most, rss(running.pid))
                time.sleep(0.1)
            statuses = clients.receive(time.perf_counter() + 5) if reads else {}
            clients.close()
            stop.set()
            prober.join()
            times = list(times)
        after = {}
        for second in range(1, FALL_BACK_SECONDS + 1):
            time.sleep(1)
            after[second] = rss(running.pid)
        alive = running.get().startswith(b"HTTP/1.1 200")
    good = sorted(value for value in times if value >= 0)
    return {
        "name": name,
        "before": before,
        "most": most,
        "after 3 s": after[3],
        "after 10 s": after[10],
        "probes": len(times),
        "unanswered": len(times) - len(good),
        "p50": statistics.median(good),
        "p99": good[int(len(good) * 0.99)],
        "max": good[-1],
        "answers": statuses,
        "alive": alive,
    }


def measure(server, count):
    """All rows, for this many clients of each kind."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    text = b'"' * 1_000_000
    rows = [
        (f"{count:,} plain uploads, 1.3 MB of 50 MB", count, post(b"", plain(1_300_000), DECLARED), False),
        (f"{count:,} gzip uploads, 1.5 MB of 50 MB", count, post(b"Content-Encoding: gzip\r\n", packed(1_500_000), DECLARED), False),
        (f"{count:,} multipart uploads, 1.3 MB of 50 MB", count,
         post(b"Content-Type: multipart/form-data; boundary=b\r\n",
              b"".join(b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n%d\r\n' % number for number in range(26_000))[:1_300_000], DECLARED), False),
        (f"{count:,} heads, 60 KB of one line", count, b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"x" * 60_000, False),
        ("20 bombs, gzip in gzip in gzip in gzip", 20, post(b"Content-Encoding: gzip, gzip, gzip, gzip\r\n", bomb()), True),
        ("300 readers that do not read 2 MB of answer", 300, post(b"Content-Type: text/plain\r\n", text), False, 4096),
    ]
    return [scenario(server, *row) for row in rows]


def report(rows):
    lines = [
        "| clients | RSS before | most | 3 s after | 10 s after | probes | p50 | p99 | longest | answers |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(row["answers"].items()))
        unanswered = f", {row['unanswered']} without" if row["unanswered"] else ""
        lines.append(
            f"| {row['name']} | {row['before']:.0f} MB | {row['most']:.0f} MB | {row['after 3 s']:.0f} MB | {row['after 10 s']:.0f} MB "
            f"| {row['probes']}{unanswered} | {row['p50']:.1f} ms | {row['p99']:.1f} ms | {row['max']:.0f} ms | {answers}{'' if row['alive'] else ' **dead**'} |")
    return "\n".join(lines)
