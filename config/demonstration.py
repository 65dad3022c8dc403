"""The demo: the fixture programme, invented people, rounds and updates, brought in by the same verbs as real ones."""

import json
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from actions.importing.running import carry_out
from actions.models import Measure
from actors.models import Body, Role, Seat, User
from strategy.models import Programme
from updates.models import Round, Update

PASSWORD = "etenee-demo-2018"  # noqa: S105  # printed at every start; the demo answers on this machine only
ADOPTED = date(2017, 10, 5)


class NotADemo(Exception):
    """The database is somebody's own: it has people but not the demo's, or a programme of the demo's address."""


def moment(day: str | date, hour: int = 12) -> datetime:
    """Noon of the day, aware."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return timezone.make_aware(datetime.combine(day, time(hour)))


def load() -> list[User]:
    """Bring in programme, people, rounds and updates, those that are not there yet; returns the demo's people."""
    facts = json.loads((settings.BASE_DIR / "fixtures" / "demo.json").read_text(encoding="utf-8"))
    demo_people = [row["email"] for row in facts["people"]]
    if User.objects.exists() and not User.objects.filter(email__in=demo_people).exists():
        raise NotADemo
    with transaction.atomic():
        programme = load_programme(facts["programme"])
        people = load_people(facts["people"])
        if not programme.rounds.exists():
            rounds = {row["slug"]: load_round(programme, row) for row in facts["rounds"]}
            writers = {
                seat.body_id: seat.user for seat in Seat.objects.filter(role=Role.COORDINATOR).select_related("user")
            }
            for row in facts["updates"]:
                load_update(programme, rounds[row["round"]], row, writers, people[0])
    return people


def load_programme(slug: str) -> Programme:
    """The fixture programme, marked as one whose updates are invented."""
    found = Programme.objects.filter(slug=slug).first()
    if found:
        if not found.is_invented:
            raise NotADemo
        return found
    file = settings.BASE_DIR / "fixtures" / f"{slug}.json"
    prepared = carry_out(file.name, file.read_bytes(), slug, {}, ADOPTED, moment(ADOPTED))
    if not prepared.may_apply:
        raise ValueError(f"{file.name} can't be imported: {prepared.errors}")
    programme = Programme.objects.get(slug=slug)
    programme.is_invented = True
    programme.save()
    return programme


def load_people(rows: list[dict[str, Any]]) -> list[User]:
    """People named by role; an account that is there keeps its password and its seats."""
    encoded = make_password(PASSWORD)  # once: it is made to take its time
    return [User.objects.filter(email=row["email"]).first() or make_person(row, encoded) for row in rows]


def make_person(row: dict[str, Any], encoded: str) -> User:
    language = row["language"]
    user = User.objects.create(email=row["email"], password=encoded, name=row["name"][language], language=language)
    for seat in row["seats"]:
        body = Body.objects.get(key=seat["body"])
        Seat.objects.create(user=user, body=body, role=seat["role"], since=seat["since"], until=seat["until"])
    return user


def load_round(programme: Programme, row: dict[str, Any]) -> Round:
    names = {f"name_{language}": name for language, name in row["name"].items()}
    opens, due = date.fromisoformat(row["opens"]), date.fromisoformat(row["due"])
    closes = date.fromisoformat(row["closes"]) if row["closes"] else None
    new = Round(programme=programme, slug=row["slug"], opens=opens, due=due, closes=closes, **names)
    new.announce()
    return new


def load_update(
    programme: Programme, round: Round, row: dict[str, Any], writers: dict[int, User], office: User
) -> None:
    """Write, submit and publish an update on the days the fixture gives, as its people would have."""
    measure = Measure.objects.get(programme=programme, number=row["measure"], part=row["part"] or "")
    body = Body.objects.get(key=row["body"])
    by = writers.get(body.pk, office)
    submitted = moment(row["submitted_on"] or date(2018, 6, 20), 10)
    update = Update(round=round, measure=measure, body=body, role=row["role"])
    update.saved_by, update.saved_at = by, submitted
    words = {field: row.get(field) or Update.column(field).get_default() for field in Update.WORDS}
    words |= {f"public_{language}": text for language, text in row["public"].items()}
    for field, text in words.items():
        setattr(update, field, text)
    update.save()
    items = {item.n: item.pk for item in measure.schedule.all()}
    outcomes: dict[int, date | None] = {
        items[outcome["schedule"]]: date.fromisoformat(outcome["done_on"]) for outcome in row["outcomes"]
    }
    if outcomes:
        update.write(words, outcomes, update.version, by, submitted)
    if row["state"] != "draft":
        update.submit(by, submitted)
    if row["state"] == "published":
        update.publish(office, moment(row["published_on"], 9))
