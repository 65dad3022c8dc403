"""The bench at a tiny size, as people run it: what it counts is asserted, what it times is the machine's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
SMALL = ["--sizes=8", "--round=3x4", "--people=4", "--seconds=2", "--times=2", "--source=/nowhere", "--json"]


@pytest.fixture(scope="module")
def run():
    """What the whole command prints, run on a database of its own, and the session of its processes."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ETENEE")}
    command = [sys.executable, "manage.py", "bench", *SMALL]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=HOME, env=environment, start_new_session=True, **pipes) as bench:
        out, faults = bench.communicate(timeout=300)
    assert bench.returncode == 0, faults
    return out, bench.pid


@pytest.fixture(scope="module")
def printed(run):
    return run[0]


@pytest.fixture(scope="module")
def told(printed):
    """The same as a document, which is the last line."""
    return json.loads(printed.splitlines()[-1])


def test_the_cockpit_asks_at_most_twelve_queries(told):
    assert 0 < told["round"]["cockpit"]["queries"] <= 12


def test_everybody_who_saves_together_keeps_their_words(told):
    assert told["saving"]["errors"] == told["saving"]["lost"] == []
    assert 0 < told["saving"]["saved_p50"] <= told["saving"]["saved_p95"]


def test_workbooks_are_made_and_read_back_beside_their_floor(told):
    assert {"floor: openpyxl", "3 workbooks", "reading 3 filled ones back"} <= told["round"].keys()


def test_the_pages_are_measured_too(told):
    assert {"list", "measure", "form and save an update", "excel"} <= told["8"].keys()


def test_each_target_is_printed_with_its_verdict(printed):
    verdicts = [line.partition("≤")[2] for line in printed.splitlines() if "≤" in line]
    assert len(verdicts) == 4
    assert all("met" in verdict.lower() for verdict in verdicts)
    assert "≤ 12 queries: met" in printed
    assert "≤ 0 errors: met; ≤ 0 lost texts: met" in printed


def test_nothing_of_it_is_left_running(run):
    left = subprocess.run(["ps", "-o", "args=", "-s", str(run[1])], capture_output=True, text=True)
    assert left.stdout == ""
