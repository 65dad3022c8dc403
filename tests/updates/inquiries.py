"""Urgent questions for tests: asked, written and given by their verbs."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from tests.factories import at, make_user
from updates.models import Inquiry, TypedAnswer

ASKED, DUE, TODAY = date(2018, 6, 20), date(2018, 7, 5), date(2018, 6, 30)
WORDS = {"title_fi": "Koulutetut", "text_fi": "Montako koulutitte?", "kind": "text", "due": DUE}


def make_inquiry(programme, bodies, measures=(), on=ASKED, **facts):
    """A question that is asked on a day."""
    inquiry = Inquiry(**WORDS | {"programme": programme} | facts)
    return inquiry.ask(list(bodies), list(measures), make_user(), at(on))


def of(inquiry, body):
    """The body's answers, as they are now."""
    return list(inquiry.answers.filter(body=body).order_by("measure__sort_key", "pk"))


def typed(row, **said):
    """What was typed over the row as it is."""
    if isinstance(said.get("number"), int | str):
        said["number"] = Decimal(said["number"])
    kept = {name: getattr(row, name) for name in ("version", "words", "number", "yes_no", "language")}
    return TypedAnswer(**kept | said)


def write(inquiry, body, by=None, on=TODAY, **said):
    """Write the same into every answer of the body."""
    answers = {row.pk: typed(row, **said) for row in of(inquiry, body)}
    return inquiry.write(body, answers, by or make_user(), at(on))


def give(inquiry, body, by=None, on=TODAY, signed_by=None, **said):
    """Write and give, through the approver where the question needs it."""
    by = by or make_user()
    rows = write(inquiry, body, by, on, **said)
    versions = {row.pk: row.version for row in rows}
    if inquiry.needs_approval:
        inquiry.mark_ready(body, versions, by, at(on))
        by = signed_by or make_user()
    inquiry.give(body, versions, by, at(on))
    return of(inquiry, body)


def address(name, inquiry, *more):
    return reverse(f"updates:{name}", args=[inquiry.programme.slug, inquiry.n, *(body.slug for body in more)])


def sent(form, **changes):
    """What a browser sends for the form of answers as it is shown; changes are named without the answer's id."""
    values = {}
    for name in form.fields:
        value = form[name].value()
        values[name] = "" if value is None or value is False else str(value)
    files = {name for name in values if name.startswith(("file_", "drop_"))}
    values = {name: value for name, value in values.items() if name not in files}
    for name, value in changes.items():
        values |= {key: value for key in form.fields if key == name or key.rpartition("_")[0] == name} or {name: value}
    return values
