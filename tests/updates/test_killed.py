"""A server that is killed in the middle of a deed leaves every return whole: as before it, or as after it.

A real server serves a database of its own; its worker is killed with SIGKILL while it approves a return, closes a round
or takes in a workbook, each time at another moment of the time that the deed takes when nobody kills it.
"""

import http.client
import os
import random
import signal
import threading
import time
import urllib.parse

import pytest

from tests.demo_server import Beside, DemoServer

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
    beside = Beside(server)
    yield beside
    beside.stop()


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
        for worker in self.server.workers():
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
