"""Makes rows for tests: plain functions, every fact may be given."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from actions.models import Measure, MeasureSearch, Responsibility, ScheduleItem, Standing, Step
from actors.models import Alias, Body, Seat, User
from strategy.models import Area, Programme
from updates.models import Round, Update

HELSINKI = ZoneInfo("Europe/Helsinki")
numbers = count(1)


def at(day: date, hour: int = 12) -> datetime:
    """A moment of the day in Helsinki."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=HELSINKI)


def make_body(key=None, **facts):
    key = key or f"BODY{next(numbers)}"
    aliases = facts.pop("aliases", [])
    body = Body.objects.create(**{"key": key, "abbreviation": key, "name_fi": f"{key} suomeksi"} | facts)
    for name in aliases:
        Alias.objects.create(body=body, name=name)
    return body


def make_user(email=None, **facts):
    seats = facts.pop("seats", [])
    user = User.objects.create_user(email or f"person{next(numbers)}@example.org", **facts)
    for role, body in seats:
        make_seat(user, body, role)
    return user


def make_seat(user, body, role, since=date(2017, 1, 1), until=None):
    return Seat.objects.create(user=user, body=body, role=role, since=since, until=until)


def make_programme(slug=None, **facts):
    slug = slug or f"programme-{next(numbers)}"
    return Programme.objects.create(**{"slug": slug, "name_fi": f"Ohjelma {slug}"} | facts)


def make_measure(programme=None, number=None, **facts):
    """A measure with its search words and its first standings; lead, units and partners are bodies."""
    programme = programme or make_programme()
    number = number or f"1.{next(numbers)}"
    lead, units, partners = facts.pop("lead", None), facts.pop("units", []), facts.pop("partners", [])
    leads = facts.pop("leads", [lead] if lead else [])
    area_number = number.split(".")[0]
    area, _ = Area.objects.get_or_create(
        programme=programme, number=area_number, defaults={"name_fi": f"Kokonaisuus {area_number}"}
    )
    measure = Measure.objects.create(
        **{"programme": programme, "area": area, "number": number, "title_fi": f"Toimenpide {number}"} | facts
    )
    roles = [("lead", body) for body in leads] + [("unit", body) for body in units]
    roles += [("partner", body) for body in partners]
    for n, (role, body) in enumerate(roles, 1):
        under = leads[-1] if role == "unit" else None
        Responsibility.objects.create(measure=measure, body=body, role=role, under=under, n=n)
    MeasureSearch.objects.create(measure=measure)
    Standing.objects.refresh_due([measure], date(2017, 1, 1))
    return measure


def make_step(measure, n=1, **facts):
    return Step.objects.create(**{"measure": measure, "n": n, "text_fi": f"Vaihe {n}"} | facts)


def make_schedule_item(measure, n=1, **facts):
    """An item of the schedule; the measure's due days follow."""
    item = ScheduleItem.objects.create(**{"measure": measure, "n": n, "text_fi": f"aikataulu {n}"} | facts)
    Standing.objects.refresh_due([measure], date(2017, 1, 1))
    return item


def make_round(programme, slug="kevat-2018", opens=date(2018, 5, 15), due=date(2018, 7, 15), **facts):
    name = {"name_fi": f"Kierros {slug}"}
    new = Round(**name | {"programme": programme, "slug": slug, "opens": opens, "due": due} | facts)
    new.announce()
    return new


def make_update(measure, round=None, body=None, **facts):
    """A draft of the lead; with state="submitted" or "published" it is brought there by its verbs on `on`."""
    state, on = facts.pop("state", "draft"), facts.pop("on", date(2018, 6, 1))
    round = round or measure.programme.rounds.first() or make_round(measure.programme)
    body = body or measure.responsibilities.filter(role="lead").first().body
    words = {"role": "lead", "language": "fi"}
    if facts.get("role") != "partner":
        words |= {"stage": "in_progress", "confidence": "on_plan", "reason": "syy", "cause": "people"}
        words |= {"public_fi": "julkinen teksti", "public_sv": "offentlig text"}
    words["done"] = "tehtyä"
    update = Update.objects.create(**words | {"round": round, "measure": measure, "body": body} | facts)
    by = make_user()
    if state in {"submitted", "published"}:
        update.submit(by, at(on))
    if state == "published":
        update.publish(by, at(on))
    return update
