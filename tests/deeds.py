"""A process beside a demo server, on its database: makes what a test needs there and tells how it stands.

Reads one JSON list per line, [function, argument …], and answers each with one line of JSON.
"""

import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from actors.models import Body, User  # noqa: E402
from config.demonstration import moment  # noqa: E402
from strategy.models import Programme  # noqa: E402
from tests.factories import make_round, make_seat, make_update  # noqa: E402
from updates import closing, copying  # noqa: E402
from updates.models import FrozenRound, Return, Round, digest  # noqa: E402

ON = moment(date(2018, 6, 20))


def session(email):
    """The key of a session in which the person is signed in."""
    user, store = User.objects.get(email=email), SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store.create()
    return store.session_key


def new_round(name, needs_approval=True):
    """A round of the demo's programme with an answer of OM to each measure that it leads, all ready or submitted."""
    programme, body = Programme.objects.get(slug="sts-2018"), Body.objects.get(key="OM")
    round = make_round(programme, name, date(2018, 5, 20), date(2018, 7, 15), needs_approval=needs_approval)
    writer = User.objects.get(email="koordinaattori.om@example.org")
    led = programme.measures.filter(responsibilities__body=body, responsibilities__role="lead").distinct()
    for measure in led:
        update = make_update(measure, round, body, done=f"Tehty toimenpiteessä {measure.code}.")
        update.mark_ready(writer, ON) if needs_approval else update.submit(writer, ON)
    return round, body, writer


def to_approve(name):
    """A return that lies with its approver: its address, and the hash of its text."""
    round, body, writer = new_round(name)
    approver = User.objects.get(email="hyvaksyja.sm@example.org")
    if not approver.seats.filter(body=body).exists():
        make_seat(approver, body, "approver")
    row = Return.objects.get(round=round, body=body)
    row.send(writer, ON)
    with override("fi"):
        url = reverse("updates:return_approve", args=["sts-2018", name, body.slug])
    return {"url": url, "sha256": digest(copying.copy_of(row, ON.date()))}


def approved(name):
    """How whole the return is: its state, approvals, entries of the book, answers by state, and those told inside."""
    row = Return.objects.get(round__slug=name, body__key="OM")
    states = [update.state for update in row.answers(ON.date())]
    return {
        "state": row.state,
        "approvals": row.approvals.count(),
        "booked": row.log.filter(kind="approved").count(),
        "answers": {state: states.count(state) for state in sorted(set(states))},
    }


def to_close(name):
    """A round with submitted answers: the address that closes it."""
    new_round(name, needs_approval=False)
    with override("fi"):
        return {"url": reverse("updates:round_close", args=["sts-2018", name])}


def closed(name):
    """Whether the round is closed, how many copies there are, and whether the copy is whole."""
    round = Round.objects.get(slug=name)
    copies = list(FrozenRound.objects.filter(round=round))
    return {
        "frozen": round.frozen_at is not None,
        "copies": len(copies),
        "whole": all(digest(each.text) == each.sha256 and closing.copy(each)["answers"] for each in copies),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(globals()[name](*arguments)), flush=True)
