"""Telemetry as OTLP over HTTP sends it, encoded once and then only given new ids and times. Field numbers: opentelemetry-proto 1.x."""

import http.client
import os
import struct
import threading
import time

TRACE_MARK = b"\xa5" * 16
TIME_MARK = b"\x5a" * 8
BATCH = 500
ATTRIBUTES = {"http.request.method": "GET", "url.path": "/orders/1234", "http.route": "/orders/{id}", "server.address": "localhost", "network.protocol.version": "1.1"}


def varint(value):
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def number(field_number, value):
    return varint(field_number << 3) + varint(value)


def fixed64(field_number, content):
    return varint(field_number << 3 | 1) + content


def attribute(key, value):
    return field(1, key.encode()) + field(2, field(1, value.encode()))


def resource(name):
    return field(1, field(1, attribute("service.name", name)) + field(1, attribute("service.instance.id", "bench")))


def span(index):
    body = field(1, TRACE_MARK) + field(2, struct.pack(">Q", index + 1))
    if index:
        body += field(4, struct.pack(">Q", 1))
    body += field(5, b"GET /orders/{id}") + number(6, 2) + fixed64(7, TIME_MARK) + fixed64(8, TIME_MARK)
    return field(2, body + b"".join(field(9, attribute(*pair)) for pair in ATTRIBUTES.items()))


def log():
    body = fixed64(1, TIME_MARK) + number(2, 9) + field(5, field(1, b"Order 1234 of customer 5678 has been accepted."))
    body += b"".join(field(6, attribute(*pair)) for pair in {"OrderId": "1234", "CustomerId": "5678", "{OriginalFormat}": "Order {OrderId} of customer {CustomerId} has been accepted."}.items())
    return field(2, body + field(9, TRACE_MARK) + field(10, struct.pack(">Q", 1)))


def spans(name, count=BATCH, trace=10):
    """Traces of `trace` spans each."""
    return field(1, resource(name) + field(2, field(1, field(1, b"Bench")) + b"".join(span(index % trace) for index in range(count))))


def logs(name, count=BATCH):
    return field(1, resource(name) + field(2, field(1, field(1, b"Bench.Orders")) + log() * count))


class Template:
    """A batch in which every trace id and time is put in anew."""

    def __init__(self, batch, per_trace):
        self._parts = batch.split(TRACE_MARK)
        self._per_trace = per_trace

    def fill(self):
        pieces = [self._parts[0]]
        for index, part in enumerate(self._parts[1:]):
            if index % self._per_trace == 0:
                trace = os.urandom(16)
            pieces += (trace, part)
        return b"".join(pieces).replace(TIME_MARK, struct.pack("<Q", time.time_ns()))


class Sender:
    """Sends batches over one connection until it is told to stop, at most `rate` records a second; counts what was taken and what was refused."""

    def __init__(self, port, key, path, template, rate=None):
        self.sent = self.refused = self.failed = 0
        self._port, self._path, self._template, self._rate = port, path, template, rate
        self._headers = {"Content-Type": "application/x-protobuf", "x-otlp-api-key": key}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self):
        self._stopped.set()
        self._thread.join()

    def _run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        due = time.perf_counter()
        while not self._stopped.is_set():
            if self._rate:
                due += BATCH / self._rate
                if self._stopped.wait(max(0, due - time.perf_counter())):
                    break
            try:
                connection.request("POST", self._path, self._template.fill(), self._headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                connection.close()
                self.failed += BATCH
                continue
            if answer.status == 200:
                self.sent += BATCH
            else:
                self.refused += BATCH
        connection.close()
