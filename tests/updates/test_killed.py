"""A server that is killed in the middle of a deed leaves every return whole: as before it, or as after it.

A real server serves a database of its own; its worker is killed with SIGKILL while it approves a return or closes a
round, each time at another moment.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.demo_server import HOME, DemoServer

pytestmark = pytest.mark.django_db

TIMES = 20
TOKEN = "k" * 32


@pytest.fixture(scope="module")
def server(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = DemoServer(tmp_path_factory.mktemp("killed"), "killed")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def beside(server):
    """`beside("approved", "round")`: calls a function of tests/deeds.py on the server's database."""
    command = [sys.executable, "-m", "tests.deeds"]
    environment = server.environment | {"ETENEE_TODAY": "2018-06-30", "SECRET_KEY": secret_of(server)}
    process = subprocess.Popen(
        command, cwd=HOME, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def call(*wanted):
        process.stdin.write(json.dumps(wanted) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, "the process beside the server has ended"
        return json.loads(line)

    yield call
    process.stdin.close()
    process.wait(timeout=20)


def secret_of(server):
    """The key that the server signs sessions with: the demo makes its own and hands it to its worker."""
    for worker in workers(server):
        for pair in Path(f"/proc/{worker}/environ").read_bytes().split(b"\0"):
            if pair.startswith(b"SECRET_KEY="):
                return pair.removeprefix(b"SECRET_KEY=").decode()
    raise AssertionError("the server has no worker")


def workers(server):
    """The process ids of the server's workers: the last of the line of children."""
    found, line = [], [server.process.pid]
    while line:
        pid = line.pop()
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except FileNotFoundError:
            continue
        line += map(int, children)
        found += [pid] if not children and pid != server.process.pid else []
    return found


def post(server, session, url, **words):
    """Send a form as the person of the session; what became of it is asked of the database."""
    request = urllib.request.Request(server.url + url, urllib.parse.urlencode(words).encode(), method="POST")
    request.add_header("Cookie", f"session={session}; csrf={TOKEN}")
    request.add_header("X-CSRFToken", TOKEN)
    with contextlib.suppress(OSError, urllib.error.URLError):
        urllib.request.urlopen(request, timeout=10)


def post_and_kill(server, session, chance, url, **words):
    """Kill the worker somewhere in the deed, and wait until the server answers again."""
    sending = threading.Thread(target=post, args=(server, session, url), kwargs=words)
    sending.start()
    time.sleep(chance.uniform(0.005, 0.25))
    for worker in workers(server):
        os.kill(worker, signal.SIGKILL)
    sending.join()
    server.wait()


def test_a_killed_approval_is_whole_or_has_not_been(server, beside):
    session, chance = beside("session", "hyvaksyja.sm@example.org"), random.Random(1)
    for n in range(TIMES):
        name = f"hyvaksynta-{n}"
        wanted = beside("to_approve", name)
        before = beside("approved", name)
        post_and_kill(server, session, chance, wanted["url"], sha256=wanted["sha256"])
        now = beside("approved", name)
        if now != before:
            answers = sum(before["answers"].values())
            assert now == {"state": "submitted", "approvals": 1, "booked": 1, "answers": {"submitted": answers}}
    post(server, session, wanted["url"], sha256=wanted["sha256"])
    assert beside("approved", name)["state"] == "submitted", "an approval that nobody kills goes through"


def test_a_killed_closing_is_whole_or_has_not_been(server, beside):
    session, chance = beside("session", "ohjelmatoimisto@example.org"), random.Random(2)
    for n in range(TIMES):
        name = f"sulkeminen-{n}"
        wanted = beside("to_close", name)
        post_and_kill(server, session, chance, wanted["url"])
        now = beside("closed", name)
        assert now in (
            {"frozen": False, "copies": 0, "whole": True},
            {"frozen": True, "copies": 1, "whole": True},
        )
    post(server, session, wanted["url"])
    assert beside("closed", name) == {"frozen": True, "copies": 1, "whole": True}
