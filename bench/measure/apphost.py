"""How long the AppHost takes from the command to a healthy web, and from Ctrl+C to its end."""

import os
import signal
import subprocess
import sys
import threading
import time

from servers import STOP_TIMEOUT, stop_group

COMMAND = ["dotnet", "run", "--no-build", "--project", "EchoApp.AppHost", "--", "--Ports:Echo=0", "--Ports:Pages=0"]
EMBEDDED = ["--Store=embedded"]
READY = "web is ready"
TIMEOUT = 60


def measure(root, arguments=EMBEDDED):
    """Milliseconds to ready, and milliseconds to stop."""
    command = COMMAND + arguments
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    watchdog = threading.Timer(TIMEOUT, lambda: os.killpg(process.pid, signal.SIGKILL))
    watchdog.start()
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if READY in line:
                break
        else:
            sys.exit(f"bench: no line '{READY}' from: {' '.join(command)}\n{''.join(lines)}")
        ready = time.perf_counter()

        # A terminal sends Ctrl+C to its whole foreground group.
        os.killpg(process.pid, signal.SIGINT)
        interrupted = time.perf_counter()
        process.communicate(timeout=STOP_TIMEOUT)
        return (ready - started) * 1000, (time.perf_counter() - interrupted) * 1000
    finally:
        watchdog.cancel()
        stop_group(process)
