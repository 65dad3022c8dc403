"""The round as the office steers it: every body with its return, where each answer stands, what is stuck where."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actions.drawing import draw
from actions.status import Sign
from actors.templatetags.languages import in_own_language
from updates import body_returns, owing, tasks
from updates.models import ReturnState, Round, UpdateRole
from updates.owing import Item, Owing

STATES = ("accepted", "submitted", "with_approver", "draft", "returned", "new", "excused")
CHOICES = {
    "": pgettext_lazy("returns", "All"),
    "waiting": _("The office still waits"),
    "late": pgettext_lazy("returns", "Late"),
}


# What the chip of one answer takes (updates/_cockpit_chip.html): its measure's number, its state, where it is opened,
# and "part" where a partner gives it to the lead.
CHIP = ("code", "symbol", "word", "url", "part")
# What the row of a body takes (updates/_cockpit_row.html).
ROW = ("slug", "url", "body", "short", "name", "symbol", "word", "details", "chips", "open", "due", "mailed")


@dataclass(frozen=True)
class Line:
    """One body in the cockpit; `details` say what is stuck where."""

    owed: Owing
    state: str
    details: list[str]
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
    def open(self) -> int:
        """How many of its answers the office does not have."""
        return sum(not item.is_given for item in self.owed.items) if self.state != ReturnState.EXCUSED else 0


class Cockpit:
    """A round on a day; `mailed` tells when each body was last written to, by its id. Five queries."""

    def __init__(self, round: Round, on: date, mailed: Mapping[int, date]) -> None:
        self.round, self.on, self.mailed = round, on, mailed

    @cached_property
    def _standing(self) -> tuple[list[Owing], list[Item]]:
        return owing.board(self.round, self.on)

    @cached_property
    def lines(self) -> list[Line]:
        """Every body that owes something in the round, by its name in the Finnish alphabet."""
        page = reverse("updates:return_page", args=[self.round.programme.slug, self.round.slug, "0"])
        return [
            Line(
                owed,
                state := body_returns.shown_state(owed),
                self.details(owed, state),
                owed.is_late(self.on),
                self.mailed.get(owed.body.pk),
                page.replace("/0/", f"/{owed.body.slug}/"),
            )
            for owed in self._standing[0]
        ]

    def drawn(self, lines: Iterable[Line]) -> SafeString:
        """The rows of the table."""
        return draw("updates/_cockpit_row.html", map(self._row, lines), ROW, icons=static("icons.svg"))

    def _row(self, line: Line) -> dict[str, str]:
        body = line.body
        return {
            "slug": body.slug,
            "url": line.url,
            "body": str(body),
            "short": in_own_language(body.short_name),
            "name": in_own_language(body.name) if body.abbreviation else "",
            "symbol": line.sign.symbol,
            "word": line.sign.word,
            "details": format_html_join("", "<small>{}</small>", ([words] for words in line.details)),
            "chips": self._chips(line.owed.items),
            "open": str(line.open),
            "due": self._day(line.owed.due),
            "mailed": self._day(line.mailed) if line.mailed else "",
        }

    def _chips(self, items: Iterable[Item]) -> SafeString:
        """The chips of answers, each with its state and where it is read."""
        return draw("updates/_cockpit_chip.html", map(self._chip, items), CHIP, icons=static("icons.svg"))

    def _chip(self, item: Item) -> dict[str, str]:
        """What the chip of the answer shows: one that the office has opens to be read, another leads to the measure."""
        review, measure = self._addresses
        is_read = item.is_given and item.update
        url = review.replace("/0/", f"/{item.update}/") if is_read else measure.replace("/0/", f"/{item.measure.code}/")
        part = self._part if item.role == UpdateRole.PARTNER else ""
        return {"code": item.measure.code, "url": url, "part": part, **self._words[item.state]}

    @cached_property
    def _addresses(self) -> tuple[str, str]:
        return (
            reverse("updates:update_review", args=[0]),
            reverse("reports:measure_page", args=[self.round.programme.slug, "0"]),
        )

    @cached_property
    def _part(self) -> str:
        return gettext("partner's part")

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        """By state of an answer its shape and its word."""
        signs = {state: tasks.sign(state) for state in tasks.WORDS}
        return {state: {"symbol": sign.symbol, "word": str(sign.word)} for state, sign in signs.items()}

    @cached_property
    def _day(self) -> Callable[[date], str]:
        """A day in words; most rows have the same ones."""
        return cache(lambda day: date_format(day, "SHORT_DATE_FORMAT"))

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
            found.append(gettext("More time until %(day)s") % {"day": self._day(owed.due)})
        if row and row.open_until and row.open_until >= self.on:
            found.append(gettext("Open again until %(day)s") % {"day": self._day(row.open_until)})
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

    @property
    def leadless(self) -> list[Item]:
        """The answers to measures that nobody leads, which the office writes itself."""
        return self._standing[1]

    @property
    def drawn_leadless(self) -> SafeString:
        """The chips of those answers."""
        return self._chips(self.leadless)

    def given(self) -> int:
        """How many returns the office has, accepted ones included."""
        return sum(line.state in {ReturnState.SUBMITTED, ReturnState.ACCEPTED} for line in self.lines)

    def lead(self) -> str:
        """Where the round stands, in one to three sentences."""
        facts = {"given": self.given(), "all": len(self.lines)}
        given = gettext("Returns submitted or accepted: %(given)d / %(all)d.") % facts
        return " ".join(filter(None, [given, self.time_left(), self.partners_date()]))

    def partners_date(self) -> str:
        """By which day partners give their parts to the leads; "" once it has passed."""
        day = self.round.parts_due
        if not day or day < self.on or self.round.frozen_at:
            return ""
        return gettext("Partners give their parts by %(day)s.") % {"day": self._day(day)}

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
