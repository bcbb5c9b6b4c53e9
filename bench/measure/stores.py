"""EchoApp.Web with a store, embedded or in PostgreSQL, for the measurements. Standard library only."""

import contextlib
import subprocess
import sys
import time

from servers import Server, free_ports

POSTGRES_TIMEOUT = 60
TOKEN = "of-the-benchmark"

# Nothing is refused, nor deleted, for there being too much of it: what is measured is how fast it is stored.
SETTINGS = (
    ("ECHO_PORT", "{port}"), ("PAGES_PORT", "{other}"), ("Bins__orders__Raw", "false"), ("Access__Token", TOKEN),
    ("Redaction__FingerprintKey", TOKEN), ("Data__MaxBytes", str(10**13)), ("Capture__MaxRequestsPerSecond", "1000000"),
    ("Retention__Requests", "0"), ("Retention__TotalBytes", "0"))


def web(published, directory, name, get=None, post=None, **settings):
    """EchoApp.Web with a data directory of its own."""
    environment = (*SETTINGS, ("Data__Directory", str(directory)), *settings.items())
    return Server(name, [str(published / "EchoApp.Web")], environment, get=get, post=post)


@contextlib.contextmanager
def postgres(image):
    """A connection string to a server in a container, on a volume that goes with it, and the name of the container."""
    port, = free_ports(1)
    container = docker("run", "--detach", "--publish", f"127.0.0.1:{port}:5432", "--env", "POSTGRES_USER=bench", "--env", "POSTGRES_PASSWORD=bench", image)
    try:
        deadline = time.monotonic() + POSTGRES_TIMEOUT
        while subprocess.run(["docker", "exec", container, "pg_isready", "-h", "127.0.0.1", "-U", "bench"], stdout=subprocess.DEVNULL).returncode:
            if time.monotonic() > deadline:
                sys.exit("bench: PostgreSQL does not answer")
            time.sleep(0.5)
        yield f"Host=127.0.0.1;Port={port};Username=bench;Password=bench;Database=bench", container
    finally:
        docker("rm", "--force", "--volumes", container)


def add_database(connection_string, container, name):
    """A connection string to another database of the same server."""
    docker("exec", container, "createdb", "-U", "bench", name)
    return connection_string.replace("Database=bench", f"Database={name}")


def docker(*arguments, **options):
    return subprocess.run(["docker", *arguments], stdout=subprocess.PIPE, text=True, check=True, **options).stdout.strip()
