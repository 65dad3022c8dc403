"""A server that is killed in the middle of a deed leaves every return whole: as before it, or as after it.

A real server serves a database of its own; its worker is killed with SIGKILL while it approves a return, closes a round
or takes in a workbook, each time at another moment of the time that the deed takes when nobody kills it.
"""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
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


class Person:
    """Somebody who has signed in."""

    def __init__(self, server, session):
        self.server, self.cookies = server, f"session={session}; csrf={TOKEN}"

    def ask(self, method, url, **words):
        """The status of the answer; None when the server went away before it had answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, url, urllib.parse.urlencode(words), headers)
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def do(self, deed):
        """Open the page as a person does, and press its button; how long the answer took, and its status."""
        self.server.wait()
        assert self.ask("GET", deed["page"]) == 200
        began = time.monotonic()
        status = self.ask("POST", deed["url"], **deed["words"])
        return time.monotonic() - began, status

    def do_and_kill(self, deed, after):
        """The same, and so many seconds after the button the server's worker is killed."""
        self.server.wait()
        assert self.ask("GET", deed["page"]) == 200
        sending = threading.Thread(target=self.ask, args=("POST", deed["url"]), kwargs=deed["words"])
        sending.start()
        time.sleep(after)
        for worker in workers(self.server):
            os.kill(worker, signal.SIGKILL)
        sending.join()


def kill_again_and_again(server, beside, email, prepare, look, whole):
    """Do the deed that `prepare` makes ready, each time anew, and kill the server in it: by what `look` tells, it is
    undone or `whole` every time, and undone a good part of the times."""
    person, chance = Person(server, beside("session", email)), random.Random(prepare)
    first = prepare.replace("_", "-")
    took, status = person.do(beside(prepare, first))
    assert (status, beside(look, first)) == (302, whole), "a deed that nobody kills goes through"
    took = min(took, person.do(beside(prepare, f"{first}-again"))[0])
    undone = 0
    for n in range(TIMES):
        deed, before = beside(prepare, f"{first}-{n}"), beside(look, f"{first}-{n}")
        person.do_and_kill(deed, chance.uniform(0.005, took))
        now = beside(look, f"{first}-{n}")
        assert now in (before, whole)
        undone += now == before
    assert undone >= TIMES // 4, f"too few kills came in time: the deed takes {took:.3f} s"
    person.do(deed)
    assert beside(look, f"{first}-{n}") == whole, "what was killed can be done again"


def test_a_killed_approval_is_whole_or_has_not_been(server, beside):
    whole = {"state": "submitted", "approvals": 1, "booked": 1, "answers": {"submitted": 5}}
    kill_again_and_again(server, beside, "hyvaksyja.sm@example.org", "to_approve", "approved", whole)


def test_a_killed_closing_is_whole_or_has_not_been(server, beside):
    whole = {"frozen": True, "copies": 1, "whole": True}
    kill_again_and_again(server, beside, "ohjelmatoimisto@example.org", "to_close", "closed", whole)


def test_a_workbook_is_taken_in_whole_or_not_at_all_when_the_server_is_killed(server, beside):
    whole = {"cells": 15, "ready": 0, "told": 15, "booked": 1}
    kill_again_and_again(server, beside, "koordinaattori.om@example.org", "to_take_in", "taken_in", whole)
