"""What a generated document says of itself: whose day it shows, when it was made, for whom, in which version (G-14)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, gettext_lazy

from actions.wording import day
from reports.documents.definition import Body, Cell, Document, Line, Stamp
from reports.documents.lines import facts, line
from reports.reader import Reader
from strategy.models import Programme
from updates.models import Round

DRAFT = gettext_lazy("DRAFT – not public")
NOT_IN_NAMES = re.compile(r"[^\w.-]+", re.ASCII)


class Report(Protocol):
    """What a report knows of itself; `rounds` are those that had opened by the day, the newest first."""

    programme: Programme
    reader: Reader
    rounds: list[Round]
    mark: Any  # what every page says while the report is not public

    @property
    def is_public(self) -> bool: ...  # whether everyone may read all of it

    @property
    def subject(self) -> str: ...  # what its file is named after, beside the programme and the day

    def body(self) -> Body: ...


@dataclass(frozen=True)
class Made:
    """When a document was made, and the address of its page."""

    at: datetime
    address: str


def stamped(report: Report, made: Made) -> Document:
    """The document of what a report says."""
    body = report.body()
    return Document(
        body=body,
        stamp=stamp(report, body.version(), made),
        language=get_language() or settings.LANGUAGE_CODE,
        author=str(settings.SITE_NAME),
        file_name=NOT_IN_NAMES.sub("_", f"{report.programme.slug}-{report.subject}-{report.reader.on.isoformat()}"),
    )


def stamp(report: Report, version: str, made: Made) -> Stamp:
    """The mark of every page, the line at its foot, and the same at length for the end."""
    on, moment = report.reader.on, date_format(localtime(made.at), "SHORT_DATETIME_FORMAT")
    is_public = report.is_public and report.programme.is_published
    mark = "" if is_public else str(report.mark)
    public = gettext("Public: only what has been published.")
    told = facts(
        (gettext("Situation on"), (Line(day(on), value=on),)),
        (gettext("Made"), (Line(moment),)),
        (gettext("Round"), round_and_due(report.rounds)),
        (gettext("Publicness"), (Line(mark or public, tone="strong" if mark else ""),)),
        (gettext("Demo"), (Line(gettext("What bodies have said is made up.")),) * report.programme.is_invented),
        (gettext("Version"), (Line(f"sha256 {version}"),)),
        (gettext("Address"), (Line(made.address),)),
    )
    foot = gettext("Situation on %(day)s · made %(moment)s · version %(version)s")
    foot %= {"day": day(on), "moment": moment, "version": version[:12]}
    return Stamp(line(report.programme.name), mark, foot, told, made.at)


def round_and_due(rounds: list[Round]) -> Cell:
    """The newest round, and when its answers are due."""
    if not rounds:
        return ()
    due = gettext("Returns by %(day)s") % {"day": day(rounds[0].due)}
    return (line(rounds[0].name), Line(due, tone="quiet"))
