#!/usr/bin/env python3
"""Starts Django; makes its own .venv from the locked requirements when they are not there yet."""

import hashlib
import importlib.util
import os
import secrets
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def locked(command: str) -> Path:
    """The lock a command needs: the tests need more than the rest."""
    return HOME / "requirements" / ("test.txt" if command == "test" else "run.txt")


def stamp(lock: Path) -> Path:
    """The file that says this very lock is installed in .venv."""
    return VENV / f"{lock.stem}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}.installed"


def is_ready(command: str) -> bool:
    """Whether this interpreter has what the command needs: a stray pytest or Django of the machine is not enough."""
    needed = ["django", "allauth", "simple_history", "openpyxl", "typst"]
    needed += ["pytest_django", "xdist", "hypothesis", "playwright"] if command == "test" else []
    return all(importlib.util.find_spec(name) for name in needed)


def make_venv(lock: Path) -> None:
    """Make .venv and install exactly what the lock lists; says in one sentence what is missing when it can't."""
    print(f"Installing {lock.name} into .venv (once, some 15 seconds) …", file=sys.stderr)
    try:
        if not PYTHON.exists():
            venv.create(VENV, with_pip=True)
        install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--require-hashes", "-r", str(lock)], check=True)
    except (subprocess.CalledProcessError, OSError) as fault:
        sys.exit(
            f"Could not install {lock.name} into .venv: {fault}. Check that the package index is reachable "
            "and that Python's venv and pip are installed (Debian: apt install python3-venv), then try again."
        )
    stamp(lock).touch()


def enter_venv(command: str) -> None:
    """Go on in .venv, made when needed, unless this interpreter was started from it or has all it needs."""
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    lock = locked(command)
    if not inside and is_ready(command):
        return
    if not stamp(lock).exists() and not (inside and is_ready(command)):
        make_venv(lock)
    if not inside:
        os.execv(PYTHON, [str(PYTHON), *sys.argv])


def on_every_core(options: list[str]) -> list[str]:
    """What pytest is asked: the whole suite is shared out file by file over the cores, a part of it is not."""
    is_whole = all(option.startswith("-") for option in options)
    # in the order of their names: by the number of their tests, the long browser files would all come last
    shared = ["--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
    return [*shared, *options] if is_whole else options


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Etenee needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    enter_venv(command)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if command == "test":
        os.chdir(HOME)
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *on_every_core(sys.argv[2:])])
    if command == "demo":
        os.environ.setdefault("ETENEE_DEMO", "1")
    if command != "runserver":
        # A command that serves nobody needs a key of its own only; the web server must be given a lasting one.
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
