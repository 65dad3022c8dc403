"""The round as the office steers it: every body with its return, where each answer stands, what is stuck where."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actions.drawing import draw
from actions.models import LEADING, Responsibility
from actions.status import Sign
from updates import body_returns, owing, tasks
from updates.models import ReturnState, Round, Update
from updates.owing import Item, Owing

STATES = ("accepted", "submitted", "with_approver", "draft", "returned", "new", "excused")
CHOICES = {
    "": pgettext_lazy("returns", "All"),
    "waiting": _("The office still waits"),
    "late": pgettext_lazy("returns", "Late"),
}


# What the chip of one answer takes (updates/_cockpit_chip.html): its measure's number, its state, where it is opened.
CHIP = ("code", "symbol", "word", "url")


@dataclass(frozen=True)
class Line:
    """One body in the cockpit."""

    owed: Owing
    state: str
    details: list[str]
    chips: list[dict[str, str]]
    is_late: bool
    mailed: date | None
    url: str

    @property
    def body(self) -> Any:
        return self.owed.body

    @cached_property
    def sign(self) -> Sign:
        return body_returns.sign(self.state)

    @property
    def drawn_chips(self) -> SafeString:
        """The chips of all its answers."""
        return draw("updates/_cockpit_chip.html", self.chips, CHIP, icons=static("icons.svg"))

    @property
    def open(self) -> int:
        """How many of its answers the office does not have."""
        return sum(not item.is_given for item in self.owed.items) if self.state != ReturnState.EXCUSED else 0


class Cockpit:
    """A round on a day; `mailed` tells when each body was last written to, by its id. Six queries."""

    def __init__(self, round: Round, on: date, mailed: Mapping[int, date]) -> None:
        self.round, self.on, self.mailed = round, on, mailed

    @cached_property
    def lines(self) -> list[Line]:
        """Every body that owes something in the round, by its name in the Finnish alphabet."""
        here = self.round.programme.slug, self.round.slug
        review, measure = (
            reverse("updates:update_review", args=[0]),
            reverse("reports:measure_page", args=[here[0], "0"]),
        )
        page = reverse("updates:return_page", args=[*here, "0"])
        signs = {state: tasks.sign(state) for state in tasks.WORDS}
        words = {state: str(sign.word) for state, sign in signs.items()}

        def chip(item: Item) -> dict[str, str]:
            is_read = item.is_given and item.update
            url = (
                review.replace("/0/", f"/{item.update}/")
                if is_read
                else measure.replace("/0/", f"/{item.measure.code}/")
            )
            facts = item.measure.code, signs[item.state].symbol, words[item.state], url
            return dict(zip(CHIP, facts, strict=True))

        return [
            Line(
                owed,
                state := body_returns.shown_state(owed),
                self.details(owed, state),
                [chip(item) for item in owed.items],
                owed.is_late(self.on),
                self.mailed.get(owed.body.pk),
                page.replace("/0/", f"/{owed.body.slug}/"),
            )
            for owed in owing.in_round(self.round, self.on)
        ]

    def details(self, owed: Owing, state: str) -> list[str]:
        """What is stuck where, in words."""
        found, row = [], owed.row
        if owed.is_late(self.on):
            found.append(_days_late((self.on - owed.due).days))
        if row and state == ReturnState.WITH_APPROVER and row.sent_at:
            days = (self.on - localdate(row.sent_at)).days
            found.append(
                ngettext("With the approver for %(days)d day", "With the approver for %(days)d days", days)
                % {"days": days}
            )
        if row and owed.due != self.round.due:
            found.append(gettext("More time until %(day)s") % {"day": date_format(owed.due, "SHORT_DATE_FORMAT")})
        if row and row.open_until and row.open_until >= self.on:
            found.append(
                gettext("Open again until %(day)s") % {"day": date_format(row.open_until, "SHORT_DATE_FORMAT")}
            )
        left = [item.measure.code for item in owed.items if not item.is_given]
        if state in {ReturnState.SUBMITTED, ReturnState.ACCEPTED} and left:
            found.append(gettext("Without an answer: %(measures)s") % {"measures": ", ".join(left)})
        return found

    def shown(self, asked: str) -> list[Line]:
        """The lines of a state, of those whom the office waits for, of the late, or all."""
        if asked == "waiting":
            return [line for line in self.lines if line.owed.is_owed]
        if asked == "late":
            return [line for line in self.lines if line.is_late]
        return [line for line in self.lines if asked in {"", line.state}]

    def counts(self) -> list[dict[str, Any]]:
        """How many returns stand in each state, as templates/_figures.html takes it."""
        counted = Counter(line.state for line in self.lines)
        signs = [(state, body_returns.sign(state)) for state in STATES]
        return [
            {"value": counted[state], "label": sign.word, "symbol": sign.symbol, "url": f"?state={state}"}
            for state, sign in signs
        ]

    def choices(self, asked: str) -> list[dict[str, Any]]:
        """What the list may be narrowed to."""
        words = {**CHOICES, **{state: body_returns.sign(state).word for state in STATES}}
        return [{"value": value, "label": label, "selected": value == asked} for value, label in words.items()]

    @cached_property
    def leadless(self) -> list[dict[str, Any]]:
        """The measures that nobody leads, which the office answers itself, with the state of each. One query."""
        lead = Responsibility.objects.in_force(self.on).filter(LEADING, measure=OuterRef("pk"))
        said = Update.objects.filter(round=self.round, measure=OuterRef("pk"), role="lead").shown()
        measures: Any = self.round.asked(self.on).filter(~Exists(lead)).annotate(shown=Subquery(said.values("shown")))
        found = []
        for measure in measures.order_by("sort_key", "pk"):
            measure.programme = self.round.programme
            found.append({"measure": measure, "sign": tasks.sign(measure.shown or tasks.NEW)})
        return found

    def given(self) -> int:
        """How many returns the office has, accepted ones included."""
        return sum(line.state in {ReturnState.SUBMITTED, ReturnState.ACCEPTED} for line in self.lines)

    def lead(self) -> str:
        """Where the round stands, in one or two sentences."""
        facts = {"given": self.given(), "all": len(self.lines)}
        return " ".join(
            filter(None, [gettext("Returns submitted or accepted: %(given)d / %(all)d.") % facts, self.time_left()])
        )

    def time_left(self) -> str:
        """How far the due day is."""
        days = (self.round.due - self.on).days
        if self.round.frozen_at:
            return gettext("The round is closed for good.")
        if days == 0:
            return gettext("Due today.")
        if days < 0:
            return ngettext("The due day was %(days)d day ago.", "The due day was %(days)d days ago.", -days) % {
                "days": -days
            }
        return ngettext("%(days)d day is left.", "%(days)d days are left.", days) % {"days": days}


def _days_late(days: int) -> str:
    return ngettext("Late by %(days)d day", "Late by %(days)d days", days) % {"days": days}


@dataclass(frozen=True)
class Mark:
    """A day on the line of the round: where it stands in per cent; drawn as "past", "open", "due" or "now"."""

    word: str
    day: date
    at: str
    kind: str
    anchor: str
    is_minor: bool = False


def line_of_round(round: Round, on: date) -> list[Mark]:
    """The days of the round from opening to closing, today among them; the nearest neighbours of a mark are left out
    where words would meet."""
    end = max(filter(None, [round.closes, round.due + timedelta(days=1), min(on, round.due + timedelta(days=60))]))
    days = [(round.opens, pgettext("round", "Opened") if round.opens <= on else pgettext("round", "Opens"), "end")]
    days += [(round.partners_due, gettext("Partners' date"), "minor")] if round.partners_due else []
    days += [(round.due, pgettext("round", "Due"), "due")]
    days += [(round.closes, pgettext("round", "Closes"), "end")] if round.closes else []
    days += (
        [(on, gettext("Today"), "now")] if round.opens < on < end and on not in {day for day, *_rest in days} else []
    )
    length = (end - round.opens).days
    found: list[Mark] = []
    for day, word, kind in sorted(days, key=lambda each: (each[0], each[2] != "due")):
        place = 100 * (day - round.opens).days / length
        drawn = kind if kind in {"due", "now"} else "past" if day <= on else "open"
        anchor = "start" if place < 6 else "end" if place > 94 else "middle"
        found.append(Mark(word, day, f"{place:.0f}%", drawn, anchor, kind in {"minor", "now"}))
    return found


def past(round: Round, on: date) -> str:
    """How much of the line lies behind the day, as per cent for the drawing."""
    marks = line_of_round(round, on)
    now = next((mark for mark in marks if mark.kind == "now"), None)
    return now.at if now else "0%" if on <= round.opens else "100%"
