"""Question: what does a body answer for in every programme, how is it going, what ends next, what is still owed?"""

from datetime import date
from typing import Any

from django.db.models import F, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from actions import wording
from actions.status import Mark, sign
from actors.languages import CODES, Phrase, choose
from actors.models import Alias, Body
from actors.requests import Request
from reports.body_roles import ROLES, BodyRoles
from reports.measure_line import line
from reports.reader import Reader
from strategy.models import Programme
from updates.models import Round

NEXT = 8  # deadlines, and answers that are owed
GROUPS = {
    "lead": pgettext_lazy("a body's measures", "Leads"),
    "unit": pgettext_lazy("a body's measures", "Works under the lead"),
    "partner": pgettext_lazy("a body's measures", "Takes part"),
}


@require_safe
def body_page(request: Request, body: str) -> HttpResponse:
    """Anyone; what has been submitted is told to the body itself, the office and the steering group."""
    found = get_object_or_404(Body.objects.visible_to(request.user, request.today).select_related("parent"), slug=body)
    programmes = {each.pk: each for each in Programme.objects.visible_to(request.user, request.today)}
    request.programme = next(iter(programmes.values()), None)
    opened = Round.objects.filter(programme__in=programmes).open(request.today)
    rounds = {each.programme_id: each for each in reversed(opened)}
    request.round = rounds.get(request.programme.pk) if request.programme else None
    readers = {pk: Reader.of(request, programme.slug) for pk, programme in programmes.items()}
    roles = BodyRoles(found, programmes, rounds, readers)
    context = {
        "body": found,
        "names": names(found, request.on),
        "figures": figures(roles) if programmes else [],
        "groups": groups(roles) if programmes else [],
        "rail": {"owed": owed(roles), "coming": coming(roles), "mails": mails(roles)} if programmes else {},
        "lists": lists(roles) if programmes else [],
    }
    return render(request, "reports/body_page.html", context)


def names(body: Body, on: date) -> dict[str, Any]:
    """The name in the other languages, the printed forms, and the units under the body on the day. One query."""
    columns = ("is_unit", "slug", "abbreviation", "sort_key", *(f"name_{code}" for code in CODES))
    none = Value("")
    units = Body.objects.in_force(on).filter(parent=body).annotate(is_unit=Value(True)).order_by()
    printed = Alias.objects.filter(body=body).order_by().annotate(
        is_unit=Value(False), slug=none, abbreviation=none, sort_key=F("folded"),
        name_fi=F("name"), name_sv=none, name_en=none,
    )  # fmt: skip
    rows = sorted(units.values(*columns).union(printed.values(*columns), all=True), key=lambda row: row["sort_key"])
    named = {code: getattr(body, f"name_{code}") for code in CODES}
    return {
        "others": [Phrase(name, code) for code, name in named.items() if name and code != body.name.language],
        "aliases": [row["name_fi"] for row in rows if not row["is_unit"]],
        "units": [{**row, "name": choose(row, "name")} for row in rows if row["is_unit"]],
    }


def figures(roles: BodyRoles) -> list[dict[str, Any]]:
    """What templates/_figures.html takes; the lists are linked when there is one programme to list."""
    to = roles.reader.to if len(roles.programmes) == 1 else None
    own = {"body": roles.body.slug}
    leads = roles.total(role="lead")
    label = ngettext("measure, leads %(leads)s", "measures, leads %(leads)s", roles.total())
    made: list[dict[str, Any]] = [
        {"value": roles.total(), "label": label % {"leads": leads}, "url": to.listed(**own) if to else "#roles"}
    ]
    for mark in (Mark.ON_PLAN, Mark.BLOCKED, Mark.DELAYED, Mark.AT_RISK, Mark.NOT_REPORTED):
        shape, url = sign(Mark, mark), to.listed(**own, mark=mark.value) if to else ""
        made.append({"value": roles.total(mark=mark), "label": mark.label, "symbol": shape.symbol, "url": url})
    return made


def groups(roles: BodyRoles) -> list[dict[str, Any]]:
    """The measures by role, each with who leads, how it stands and its next deadline."""
    rows: dict[str, list[dict[str, Any]]] = {role: [] for role in ROLES}
    for measure in roles.shown:
        rows[measure.role].append(row(measure, roles))
    return [{"name": GROUPS[role], "rows": rows[role], "count": roles.total(role=role)} for role in ROLES if rows[role]]


def row(measure: Any, roles: BodyRoles) -> dict[str, Any]:
    """One measure as the table and the lists of the page tell it."""
    reader = roles.readers[measure.programme_id]
    held = roles.held[measure.pk]
    own = [each for each in held if each.body_id == roles.body.pk]
    said = [each.qualifier for each in own] + [wording.step(each.step) for each in own if each.step]
    return {
        "line": line(measure, reader.to),
        "programme": roles.programmes[measure.programme_id] if len(roles.programmes) > 1 else None,
        "leads": list(dict.fromkeys(each.body for each in held if each.role == "lead")),
        "said": [words for words in said if words],
        "due": measure.due,
        "time": wording.time_to(measure.due, reader.on) if measure.due else "",
    }


def coming(roles: BodyRoles) -> list[dict[str, Any]]:
    """The next deadlines of the measures shown."""
    due = [measure for measure in roles.shown if measure.due and measure.due >= roles.reader.on]
    return [row(measure, roles) for measure in sorted(due, key=lambda measure: measure.due)[:NEXT]]


def owed(roles: BodyRoles) -> list[dict[str, Any]]:
    """By open round how many of the led measures are answered and which are not."""
    made = []
    for programme, opened in roles.rounds.items():
        led = [roles.total(programme=programme, role=role) for role in ("lead", "unit")]
        done = [roles.total(programme=programme, role=role, is_answered=True) for role in ("lead", "unit")]
        waiting = [
            measure
            for measure in roles.shown
            if measure.programme_id == programme and measure.role != "partner" and not measure.is_answered
        ]
        rows = [{**row(measure, roles), "update_url": update_url(measure, roles)} for measure in waiting[:NEXT]]
        more = sum(led) - sum(done) - len(rows)
        made.append({"round": opened, "led": sum(led), "answered": sum(done), "rows": rows, "more": more})
    return [each for each in made if each["led"]]


def update_url(measure: Any, roles: BodyRoles) -> str:
    """Where the body's own coordinators answer; empty for everybody else."""
    if roles.body.pk not in roles.reader.rights.coordinates or roles.reader.on != roles.reader.today:
        return ""
    slug = roles.programmes[measure.programme_id].slug
    return reverse("updates:update_form", args=[slug, measure.code, roles.body.slug])


def mails(roles: BodyRoles) -> str:
    """Where the office finds the mails about the body; "" for others."""
    return reverse("updates:body_mails", args=[roles.body.slug]) if roles.reader.rights.is_office else ""


def lists(roles: BodyRoles) -> list[dict[str, Any]]:
    """The body's measures in the list of each programme."""
    held = {row["programme"] for row in roles.counts}
    return [
        {"programme": programme, "url": roles.readers[pk].to.listed(body=roles.body.slug)}
        for pk, programme in roles.programmes.items()
        if pk in held
    ]
