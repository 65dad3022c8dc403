"""Chooses the database of a test run: SQLite, or with --db=pg a PostgreSQL of its own, made and thrown away.

A plugin and not a conftest, because the settings read DATABASE_URL before any conftest is looked at.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest


def pytest_addoption(parser):
    parser.addoption("--db", choices=["sqlite", "pg"], default="sqlite", help="database to run the tests on")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
    os.environ["HTTPS"] = "0"
    os.environ["STATIC_HASHED"] = "0"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for name in ("ETENEE_DEMO", "ETENEE_TODAY", "DEBUG", "DATABASE_URL"):
        os.environ.pop(name, None)
    if early_config.known_args_namespace.db == "pg":
        os.environ["DATABASE_URL"] = start_postgresql()


def programs() -> Path:
    """The folder of initdb and postgres; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        raise pytest.UsageError("--db=pg needs PostgreSQL: install the package postgresql and try again.")
    return folders[-1]


def start_postgresql() -> str:
    """Make and start a server that listens on a socket in a temporary folder only; returns its DATABASE_URL."""
    home = Path(tempfile.mkdtemp(prefix="etenee-pg-"))
    # PostgreSQL refuses to run as root: then it runs as the user its package made.
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(home, account.pw_uid, account.pw_gid)
    become = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    make = [programs() / "initdb", "-D", home / "data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*make, "-U", account.pw_name], check=True, stdout=subprocess.DEVNULL, cwd=home, **become)
    options = {"listen_addresses": "", "unix_socket_directories": home, "fsync": "off", "full_page_writes": "off"}
    settings = [f"-c{name}={value}" for name, value in options.items()]
    log = (home / "log").open("wb")
    server = subprocess.Popen(
        [programs() / "postgres", "-D", home / "data", *settings], cwd=home, stdout=log, stderr=log, **become
    )
    atexit.register(stop, server, home)
    deadline = time.monotonic() + 30
    while not (home / ".s.PGSQL.5432").exists():
        if server.poll() is not None or time.monotonic() > deadline:
            raise pytest.UsageError(f"PostgreSQL did not start: {(home / 'log').read_text()}")
        time.sleep(0.05)
    return f"postgres://{account.pw_name}@{quote(str(home), safe='')}/postgres"


def stop(server: subprocess.Popen, home: Path) -> None:
    server.terminate()
    server.wait(timeout=20)
    shutil.rmtree(home, ignore_errors=True)
