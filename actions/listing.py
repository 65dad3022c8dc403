"""Measures as lists and sheets show them: rows of words, by one query for a page or for a thousand of them.

    listing = Listing(programme, on, audience, options)
    listing.rows(ids)       the rows of the measures of these ids, in their order
    listing.stream(ids)     the same one by one for any number, in flat memory

A row is a dictionary of what is shown, in the reader's language; texts are empty where there is nothing to tell:
    code, path (of the measure, from the list's address on), title, title_language (when it is not the page's)
    area, lead, units, partners
    symbol and status (the one mark), beneath (what stands under it), stage, confidence, freshness
    written, written_language, reading: the schedule item that matters now; others: how many more there are; late: why
    reported_day; told: when it was not this round; rounds: the words of the last rounds; round_1 …: their symbols
Days and whole schedules are kept beside the words, for sheets: due and reported (date or None), schedule (light.Item).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.utils.translation import get_language

from actions.light import Held, Item, Light, Stood, light
from actions.options import Options
from actions.phrasing import phrasing
from actions.status import freshness
from actors.languages import CODES, Phrase
from strategy.models import Programme

Row = dict[str, Any]
ROUNDS = 4
EMPTY_STRIP = {f"round_{n}": "" for n in range(1, ROUNDS + 1)}
BATCH = 1000
NOTHING_TOLD = ("", "", None)
# How wide a round is in the strip, in pixels; actions/_measure_row.html places the shapes by it.
CELL = 24
# What the page draws of a row.
ON_PAGE = (
    "code", "path", "title", "title_language", "lead", "units", "partners", "symbol", "status", "beneath",
    "written", "written_language", "reading", "others", "late", "reported_day", "told",
    "rounds", "round_1", "round_2", "round_3", "round_4",
)  # fmt: skip


class Listing:
    """Turns measures of one programme into rows, for an audience and a day; made once a request."""

    def __init__(self, programme: Programme, on: date, audience: str, options: Options) -> None:
        self.programme, self.on, self.audience = programme, on, audience
        self.areas = {area.id: f"{area.key} {area.name}".strip() for area in options.areas.values()}
        self.reporting_since = programme.reporting_since(on)
        self.language = (get_language() or CODES[0])[:2]
        self.said = phrasing(self.language)

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """With the strip of the last rounds."""
        back_to = self.rounds[0][1] if self.rounds else self.on
        found = light(list(ids), self.audience, self.on, back_to)
        return [self._row(measure) | self._rounds(measure.stood) for measure in found]

    def stream(self, ids: Iterator[int]) -> Iterator[Row]:
        """Without it, as sheets have no place for shapes."""
        while batch := list(islice(ids, BATCH)):
            yield from map(self._row, light(batch, self.audience, self.on, self.on))

    def _row(self, measure: Light) -> Row:
        now = next((stood for stood in measure.stood if stood.holds(self.on)), None)
        stage, confidence, reported_on = now[2:5] if now else NOTHING_TOLD
        due = now.due if now else None
        return {
            "code": measure.code,
            "path": f"{quote(measure.code)}/",
            "title": measure.title,
            "title_language": self._foreign(measure.title),
            "area": self.areas.get(measure.area, "") if measure.area else "",
            "reported_day": self.said.day(reported_on) if reported_on else "",
            **self._who(measure.held),
            **self.said.standing(stage, confidence, freshness(reported_on, self.reporting_since)),
            **self._when(measure.schedule, due),
            "due": due,
            "reported": reported_on,
            "schedule": measure.schedule,
        }

    def _foreign(self, phrase: Phrase) -> str:
        return phrase.language if phrase and phrase.language != self.language else ""

    def _who(self, held: list[Held]) -> Row:
        """Bodies by their role, each once, in the order of the programme."""
        names: dict[str, dict[str, None]] = {"lead": {}, "unit": {}, "partner": {}}
        for role, body in held:
            names[role][body] = None
        return {
            "lead": ", ".join(names["lead"]),
            "units": ", ".join(names["unit"]),
            "partners": ", ".join(names["partner"]),
        }

    def _when(self, items: list[Item], due: date | None) -> Row:
        """The schedule item of the next deadline, or the first where there is no deadline."""
        if not items:
            return {"written": "", "written_language": "", "reading": "", "others": "", "late": ""}
        now = next((item for item in items if due and item.latest == due), items[0])
        return {
            "written": now.text,
            "written_language": self._foreign(now.text),
            "reading": self.said.reading(now.kind, now.earliest, now.latest),
            "others": self.said.others(len(items) - 1),
            "late": self.said.why_late(now.n, now.label, now.latest, due) if due and due < self.on else "",
        }

    @cached_property
    def rounds(self) -> list[tuple[date, date]]:
        """The last rounds of all measures that had opened by the day: the day each opened, and the last day before the
        next."""
        opened = sorted({date.fromisoformat(text) for text in self.programme.round_openings})
        opened = [day for day in opened if day <= self.on][-ROUNDS:]
        ends = [day - timedelta(days=1) for day in opened[1:]] + [self.on]
        return list(zip(opened, ends, strict=False))

    @property
    def strip_width(self) -> int:
        return CELL * len(self.rounds)

    def _rounds(self, stood: list[Stood]) -> Row:
        """How the measure stood at the end of each of the last rounds."""
        words, row = [], dict(EMPTY_STRIP)
        for n, (opened, end) in enumerate(self.rounds, 1):
            then = next((one for one in stood if one.holds(end)), None)
            stage, confidence, reported_on = then[2:5] if then else NOTHING_TOLD
            sign = self.said.shown(stage, confidence, freshness(reported_on, opened))
            words.append(sign.word)
            row[f"round_{n}"] = sign.symbol
        row["rounds"] = ", ".join(words)
        return row
