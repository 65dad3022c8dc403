"""The line of a round: its days from opening to closing, each with a label that meets no other."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext, pgettext

from updates.models import Round

LETTER, GAP = 6.5, 8  # pixels: a letter of a label, and what is left between two of them
NARROW, WIDE = 280, 700  # pixels: the narrowest lines that show the labels of few days, and of all
HEIGHTS = (14, 62, 79)  # over the line, under it, and under that


@dataclass(frozen=True)
class Mark:
    """A day on the line of the round: `place` in per cent; drawn as "past", "open", "due" or "now". `y` is the height
    of its label, 0 where there is no room for one; a minor one has a label on wide windows alone."""

    word: str
    day: date
    place: float
    kind: str
    is_minor: bool = False
    y: int = 0

    @property
    def at(self) -> str:
        return f"{self.place:.0f}%"

    @property
    def anchor(self) -> str:
        """Labels near an end of the line stay within it."""
        edge = 15 if self.is_minor else 20
        return "start" if self.place < edge else "end" if self.place > 100 - edge else "middle"

    @property
    def shift(self) -> int:
        """A dot at an end of the line lies on it whole."""
        return 5 if self.place <= 0 else -5 if self.place >= 100 else 0

    def span(self, width: int) -> tuple[float, float]:
        """From where to where the label reaches on a line that is so many pixels wide, with the gap after it."""
        label = len(f"{self.word} {self.day.day}.{self.day.month}.") * LETTER + GAP
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        left = self.place / 100 * width - before * label
        return left, left + label


def line_of_round(round: Round, on: date) -> list[Mark]:
    """The days of the round from opening to closing, today among them, with labels that do not meet."""
    end = max(filter(None, [round.closes, round.due + timedelta(days=1), min(on, round.due + timedelta(days=60))]))
    days = [(round.opens, pgettext("round", "Opened") if round.opens <= on else pgettext("round", "Opens"), "end")]
    days += [(round.parts_due, gettext("Partners' date"), "minor")] if round.parts_due else []
    days += [(round.due, pgettext("round", "Due"), "due")]
    days += [(round.closes, pgettext("round", "Closes"), "end")] if round.closes else []
    days += (
        [(on, gettext("Today"), "now")] if round.opens < on < end and on not in {day for day, *_rest in days} else []
    )
    length = (end - round.opens).days
    found: list[Mark] = []
    for day, word, kind in sorted(days, key=lambda each: (each[0], each[2] != "due")):
        drawn = kind if kind in {"due", "now"} else "past" if day <= on else "open"
        found.append(Mark(word, day, 100 * (day - round.opens).days / length, drawn, kind in {"minor", "now"}))
    return labelled(found)


def labelled(marks: list[Mark]) -> list[Mark]:
    """The marks with the heights of their labels: first those that every window shows, then the partners' day, then
    today; one that meets another at every height goes without."""
    placed: dict[int, Mark] = {}
    for n, mark in sorted(enumerate(marks), key=lambda each: (each[1].is_minor, each[1].kind == "now", each[0])):
        widths = (WIDE,) if mark.is_minor else (NARROW, WIDE)
        taken = {each.y for each in placed.values() if _meet(mark, each, widths)}
        placed[n] = replace(mark, y=next((y for y in HEIGHTS if y not in taken), 0))
    return [mark for _n, mark in sorted(placed.items())]


def _meet(one: Mark, other: Mark, widths: tuple[int, ...]) -> bool:
    spans = [(one.span(width), other.span(width)) for width in widths]
    return any(a[0] < b[1] and b[0] < a[1] for a, b in spans)


def past(round: Round, on: date) -> str:
    """How much of the line lies behind the day, as per cent for the drawing."""
    marks = line_of_round(round, on)
    now = next((mark for mark in marks if mark.kind == "now"), None)
    return now.at if now else "0%" if on <= round.opens else "100%"
