"""A real server with the demo in it: the command that people run, on a database of its own."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from django.db import connection

HOME = Path(__file__).resolve().parent.parent
MIGRATED = "ETENEE_TEST_MIGRATED"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def keep_migrated(folder: Path) -> None:
    """Keep a copy of the test database as it is before the first test: migrated and empty. Migrating anew for every
    server would take a third of the time of the suite."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "migrated.sqlite3")])
        os.environ[MIGRATED] = str(folder / "migrated.sqlite3")
    else:
        source, os.environ[MIGRATED] = connection.settings_dict["NAME"], f"migrated_{connection.settings_dict['NAME']}"
        connection.close()
        create_database(os.environ[MIGRATED], source)


def create_database(name: str, template: str) -> None:
    socket_folder, account = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    create = f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
    subprocess.run(["psql", "-h", socket_folder, "-U", account, "postgres", "-qc", create], check=True)


def own_database(folder: Path, name: str) -> str:
    """DATABASE_URL of a migrated, empty database of the kind that the run is on."""
    if connection.vendor == "sqlite":
        shutil.copy(os.environ[MIGRATED], folder / f"{name}.sqlite3")
        return f"sqlite:///{folder / name}.sqlite3"
    name += os.environ.get("PYTEST_XDIST_WORKER", "")  # the processes of a run share one PostgreSQL
    create_database(name, os.environ[MIGRATED])
    return re.sub(r"/[^/]*$", f"/{name}", os.environ["DATABASE_URL"])


class DemoServer:
    """`manage.py demo` as a process; `url` is its address, `environment` what other commands on its data need."""

    def __init__(self, folder: Path, name: str = "demo") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ETENEE")} | {
            "DATABASE_URL": own_database(folder, name),
            "STATIC_HASHED": "0",
            "HTTPS": "0",
        }
        self.log = (folder / f"{name}.log").open("w+")
        command = [sys.executable, "manage.py", "demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=HOME, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT
        )
        self.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + 300  # a machine that does other work too is slow, not broken
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/healthcheck/", timeout=2)
                return
            except OSError:
                time.sleep(0.1)
        self.log.seek(0)
        raise RuntimeError(f"the demo did not start:\n{self.log.read()}")

    def workers(self) -> list[int]:
        """The process ids of its workers: the last of the line of children."""
        found, line = [], [self.process.pid]
        while line:
            pid = line.pop()
            try:
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            except FileNotFoundError:
                continue
            line += map(int, children)
            found += [pid] if not children and pid != self.process.pid else []
        return found

    def secret_key(self) -> str:
        """The key that it signs sessions with: the demo makes its own and hands it to its workers."""
        for worker in self.workers():
            for pair in Path(f"/proc/{worker}/environ").read_bytes().split(b"\0"):
                if pair.startswith(b"SECRET_KEY="):
                    return pair.removeprefix(b"SECRET_KEY=").decode()
        raise RuntimeError("the server has no worker")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


class Beside:
    """tests/deeds.py as a process on the server's database: `beside("approved", "round")` calls its function."""

    def __init__(self, server: DemoServer) -> None:
        command = [sys.executable, "-m", "tests.deeds"]
        environment = server.environment | {"ETENEE_TODAY": "2018-06-30", "SECRET_KEY": server.secret_key()}
        self.process = subprocess.Popen(
            command, cwd=HOME, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, *wanted: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the process beside the server has ended"
        return json.loads(line)

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=20)
