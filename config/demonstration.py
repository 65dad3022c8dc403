"""The demo: the fixture programme, invented people, rounds and updates, brought in by the same verbs as real ones."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from actions.importing.running import carry_out
from actions.models import Measure
from actors.models import Body, Role, Seat, User
from strategy.models import Programme
from updates import closing, copying
from updates.models import (
    Approval,
    Inquiry,
    Lines,
    NextStep,
    Return,
    Round,
    Told,
    TypedAnswer,
    Update,
    UpdateState,
    Way,
    digest,
)

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
            for row in facts["rounds"]:
                load_answers(rounds[row["slug"]], row, facts, writers, people[0])
            for row in facts["inquiries"]:
                load_inquiry(programme, row, writers, people[0])
    return people


def load_answers(
    round: Round, row: dict[str, Any], facts: dict[str, Any], writers: dict[int, User], office: User
) -> None:
    """What was said in one round, what was done to it, and its closing."""
    told = {
        name: [each for each in facts[name] if each["round"] == round.slug] for name in ("updates", "returns", "deeds")
    }
    for each in told["updates"]:
        load_update(round, each, writers, office)
    for each in told["returns"]:
        days = {
            u["measure"] + (u["part"] or ""): u["published_on"] for u in told["updates"] if u["body"] == each["body"]
        }
        load_return(round, each | {"published": days}, writers, office)
    for each in told["deeds"]:
        load_deed(round, each, office)
    if row["frozen_on"]:
        closing.close(round, office, moment(row["frozen_on"], 16))


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
    texts = {f"{name}_{language}": text for name in ("name", "guidance") for language, text in row[name].items()}
    days = {name: day_of(row[name]) for name in ("opens", "partners_due", "due", "closes")}
    start, end = map(date.fromisoformat, row["period"])
    new = Round(
        programme=programme, slug=row["slug"], period_from=start, period_until=end,
        needs_approval=row["needs_approval"], **days, **texts,
    )  # fmt: skip
    new.announce()
    return new


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def load_update(round: Round, row: dict[str, Any], writers: dict[int, User], office: User) -> None:
    """Write an update on the day the fixture gives, with what became of earlier promises and what is promised next;
    where returns are approved it is marked ready, else it is submitted and published."""
    measure = Measure.objects.get(programme=round.programme_id, number=row["measure"], part=row["part"] or "")
    body = Body.objects.get(key=row["body"])
    by, written = writers.get(body.pk, office), moment(row["written_on"], 10)
    update = Update(round=round, measure=measure, body=body, role=row["role"], next=row["next"])
    update.saved_by, update.saved_at = by, written
    update.save()
    words = {field: row.get(field) for field in Update.WORDS}
    words |= {f"public_{language}": text for language, text in row["public"].items()}
    items = {item.n: item.pk for item in measure.schedule.all()}
    outcomes: dict[int, date | None] = {
        items[outcome["schedule"]]: date.fromisoformat(outcome["done_on"]) for outcome in row["outcomes"]
    }
    update.write(words, outcomes, update.version, by, written, lines=lines_of(update, row))
    if row["state"] == "draft":
        return
    if round.needs_approval:
        update.mark_ready(by, written)
        return
    update.submit(by, written)
    if row["state"] == "published":
        update.publish(office, moment(row["published_on"], 9))


def lines_of(update: Update, row: dict[str, Any]) -> Lines:
    """The lines of an update: tellings stand in the order of the promises they tell of."""
    bodies = {step["body"]: Body.objects.get(key=step["body"]).pk for step in row["steps"]}
    promised = update.standing_promises().order_by("n")
    return Lines(
        tuple(NextStep(step["text"], day_of(step["day"]), bodies[step["body"]]) for step in row["steps"]),
        {
            promise.pk: Told(told["fate"], day_of(told["day"]), told["because"])
            for promise, told in zip(promised, row["tellings"], strict=False)
        },
    )


def load_return(round: Round, row: dict[str, Any], writers: dict[int, User], office: User) -> None:
    """Send a body's return to its approver, have it approved and accepted, on the days the fixture gives."""
    body = Body.objects.get(key=row["body"])
    (held,) = round.returns.hold(round, [body])
    by = writers[body.pk]
    held.send(by, moment(row["sent_on"], 14))
    if row["approved_on"]:
        at = moment(row["approved_on"], 15)
        held.approve(approval_of(held, row, by, at), copying.copy_of, at)
    for update in held.answers(date.fromisoformat(row["sent_on"])).filter(state=UpdateState.SUBMITTED):
        if published := row["published"].get(update.measure.code):
            update.publish(office, moment(published, 9))
    if row["accepted_on"]:
        held.accept(office, moment(row["accepted_on"], 16))


def approval_of(held: Return, row: dict[str, Any], recorded_by: User, at: datetime) -> Approval:
    """By the approver's own account, by a link, or by a message that the coordinator has kept."""
    user = User.objects.filter(email=row["by"]).first() if row["by"] else None
    approval = Approval(
        name=user.name if user else row["name"], title=row["title"], body_name=held.body.name, way=row["way"],
        by=user, recorded_by=None if user else recorded_by, sha256=digest(copying.copy_of(held, localdate(at))),
    )  # fmt: skip
    if row["way"] == Way.MAIL:
        approval.given_on = at.date()
        approval.message_name = "hyväksyn.txt"
        approval.message = row["message"].encode()
    return approval


def load_deed(round: Round, row: dict[str, Any], office: User) -> None:
    """What the office did to a body's return."""
    body = Body.objects.get(key=row["body"])
    (held,) = round.returns.hold(round, [body])
    at = moment(row["on"], 11)
    if row["deed"] == "return":
        update = held.answers(at.date()).get(measure__code=row["measure"])
        update.send_back(office, at, row["words"])
    elif row["deed"] == "excuse":
        held.excuse(row["words"], office, at)
    else:
        held.extend(date.fromisoformat(row["until"]), row["words"], office, at)


def load_inquiry(programme: Programme, row: dict[str, Any], writers: dict[int, User], office: User) -> None:
    """Ask an urgent question, and answer it for those who have answered."""
    words = {f"{name}_{language}": text for name in ("title", "text") for language, text in row[name].items()}
    asked = Inquiry(
        programme=programme, kind=row["kind"], due=date.fromisoformat(row["due"]),
        needs_approval=row["needs_approval"], **words,
    )  # fmt: skip
    bodies = list(Body.objects.filter(key__in=row["bodies"]))
    measures = list(Measure.objects.filter(programme=programme, code__in=row["measures"]))
    asked.ask(bodies, measures, office, moment(row["asked_on"]))
    for answer in row["answers"]:
        body = Body.objects.get(key=answer["body"])
        by, at = writers[body.pk], moment(answer["on"])
        place = asked.answers.get(body=body)
        typed = TypedAnswer(answer["words"], Decimal(answer["number"]), version=place.version)
        (written,) = asked.write(body, {place.pk: typed}, by, at)
        asked.give(body, {written.pk: written.version}, by, at)
