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

from django.apps import apps  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db.models import BinaryField, CharField, TextField  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from actors.models import Body, User  # noqa: E402
from config.demonstration import moment  # noqa: E402
from strategy.models import Programme  # noqa: E402
from tests.factories import make_round, make_seat, make_update  # noqa: E402
from tests.updates.workbook_files import edit  # noqa: E402
from updates import closing, copying  # noqa: E402
from updates.models import (  # noqa: E402
    Approval,
    ApprovalLink,
    FrozenRound,
    Lines,
    LogEntry,
    Promise,
    Return,
    Round,
    Told,
    digest,
)
from updates.workbook import issuing, preparing, uploads  # noqa: E402
from updates.workbook.preview import Preview  # noqa: E402

ON = moment(date(2018, 6, 20))
TYPED = "Työkirjassa kirjoitettu:"


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
        kept = {promise.pk: Told("kept") for promise in update.standing_promises()}
        update.write(update.words(), {}, update.version, writer, ON, lines=Lines(tellings=kept))
        update.mark_ready(writer, ON) if needs_approval else update.submit(writer, ON)
    return round, body, writer


def to_approve(name):
    """A return that lies with its approver, and how it is approved."""
    round, body, writer = new_round(name)
    approver = User.objects.get(email="hyvaksyja.sm@example.org")
    if not approver.seats.filter(body=body).exists():
        make_seat(approver, body, "approver")
    row = Return.objects.get(round=round, body=body)
    row.send(writer, ON)
    here = ["sts-2018", name, body.slug]
    return deed("return_page", here, "return_approve", here, sha256=digest(copying.copy_of(row, ON.date())))


def deed(page, where, button, place, **words):
    """What a person does: the page that they open, the address behind its button, and what its form sends."""
    with override("fi"):
        urls = [reverse(f"updates:{name}", args=arguments) for name, arguments in ((page, where), (button, place))]
    return {"page": urls[0], "url": urls[1], "words": words}


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


def to_take_in(name):
    """A workbook that has come back to a return of answers that are ready, and how every change is taken in."""
    round, body, writer = new_round(name)
    ((_name, content),) = issuing.files(round, "fi", writer, ON, [body.pk], is_own=True)
    rows = [f"l{update.measure_id}" for update in round.updates.all()]
    edits = [("answers", row, column, f"{TYPED} {row} {column}.") for row in rows for column in ("done", "reason")]
    edits += [("steps", f"{row}.1", "text", f"{TYPED} {row}") for row in rows]
    filled = edit(content, *edits)
    parsed = preparing.parse("tyokirja.xlsx", filled, preparing.names_on(ON.date()))
    upload = uploads.keep(parsed, filled, writer, ON)
    here = ["sts-2018", name, body.slug, uploads.number(upload)]
    every = Preview(parsed, parsed.compared(ON.date())).whole
    return deed("workbook_preview", here, "workbook_apply", here, all=every)


def taken_in(name):
    """How whole the return is: how many of its texts are those of the workbook, how many of its answers are ready, how
    many changes are told with the file, and entries of the book."""
    row = Return.objects.get(round__slug=name, body__key="OM")
    answers = row.round.updates.all()
    words = [text for update in answers for text in (update.done, update.reason)]
    steps = Promise.objects.filter(update__in=answers, text__startswith=TYPED)
    return {
        "cells": sum(text.startswith(TYPED) for text in words) + steps.count(),
        "ready": sum(update.ready_at is not None for update in answers),
        "told": sum(len(upload.outcome.get("taken", [])) for upload in row.uploads.all()),
        "booked": row.log.filter(kind="uploaded").count(),
    }


def to_close(name):
    """A round with submitted answers, and how it is closed."""
    new_round(name, needs_approval=False)
    return deed("round_close", ["sts-2018", name], "round_close", ["sts-2018", name])


def closed(name):
    """Whether the round is closed, how many copies there are, and whether the copy is whole."""
    round = Round.objects.get(slug=name)
    copies = list(FrozenRound.objects.filter(round=round))
    return {
        "frozen": round.frozen_at is not None,
        "copies": len(copies),
        "whole": all(digest(each.text) == each.sha256 and closing.copy(each)["answers"] for each in copies),
    }


def lost(texts):
    """Those of the texts that stand in no row which is only ever added to: history, the book of a return, approvals
    and the links to them."""
    models = [model for model in apps.get_app_config("updates").get_models() if hasattr(model, "history_id")]
    kept = "\n".join(words for model in [*models, LogEntry, Approval, ApprovalLink] for words in words_of(model))
    return [text for text in texts if text not in kept]


def words_of(model):
    """Everything that people can have typed in the rows of a model; of a file what can be read as text."""
    kinds = (CharField, TextField, BinaryField)
    columns = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
    for row in model.objects.values_list(*columns):
        yield from (bytes(each).decode(errors="ignore") if not isinstance(each, str) else each for each in row if each)


if __name__ == "__main__":
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(globals()[name](*arguments)), flush=True)
