"""Measures as lists and sheets show them: light rows of words, two queries for a page or for a thousand rows.

    listing = Listing(programme, on, audience, options)
    listing.rows(measures)      the rows of measures that were fetched `with_standing`, in their order
    listing.stream(measures)    the same one by one for any number, in flat memory

A row is a dictionary of what is shown, in the reader's language; days are dates beside their words:
    code, url, title, title_language ("" when it is the page's), area, lead, units, partners
    sign (status.Sign of the one mark), stage, confidence, freshness, and `beneath`: what stands under the mark
    items: the schedule as written and as read, one string each; written, written_language, reading: the item that
    matters now; others: how many more there are; due and late: the next deadline and, once it is past, why it is late
    reported (date), reported_day (its words), told: when it was not this round, that
    rounds: [(place of the shape in the strip, symbol)], rounds_in_words
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from actions import wording
from actions.beside import Beside, Held, Item, Stood, beside
from actions.models import ResponsibilityRole, ScheduleItem
from actions.models.measures import label
from actions.options import Options
from actions.querysets import MeasureQuerySet
from actions.status import Confidence, Freshness, Mark, Sign, Stage, freshness, mark, sign
from actors.languages import CODES, Phrase
from strategy.models import Programme

Row = dict[str, Any]
ROUNDS = 4
# How wide a round is in the strip, in pixels; the stylesheet draws its boxes.
CELL = 24
BATCH = 1000
# Enough of an official text to find the end of its first sentence in.
OPENING = 1500
COLUMNS = ("pk", "code", "area", "stage", "confidence", "reported_on", "due")
TITLES = tuple(f"title_{code}" for code in CODES)
OPENINGS = tuple(f"opening_{code}" for code in CODES)


class Listing:
    """Turns measures of one programme into rows, for an audience and a day; made once a request."""

    def __init__(self, programme: Programme, on: date, audience: str, options: Options) -> None:
        self.programme, self.on, self.audience = programme, on, audience
        self.bodies = {pk: str(body.label) for pk, body in options.body_by_id.items()}
        self.areas = {area.id: f"{area.key} {area.name}".strip() for area in options.areas.values()}
        self.reporting_since = programme.reporting_since(on)
        self.language = (get_language() or CODES[0])[:2]
        self.address = reverse("reports:measure_page", args=[programme.slug, "CODE"])
        self.day = cache(wording.day)
        self.reading = cache(wording.reading)
        self.sign = cache(sign)

    def rows(self, measures: MeasureQuerySet) -> list[Row]:
        return list(self._rows(list(self._facts(measures))))

    def stream(self, measures: MeasureQuerySet) -> Iterator[Row]:
        facts = self._facts(measures).iterator(chunk_size=BATCH)
        while batch := list(islice(facts, BATCH)):
            yield from self._rows(batch)

    def _facts(self, measures: MeasureQuerySet) -> Any:
        openings = {f"opening_{code}": Left(f"text_{code}", OPENING) for code in CODES}
        return measures.annotate(**openings).values_list(*COLUMNS, *TITLES, *OPENINGS)

    def _rows(self, facts: list[tuple[Any, ...]]) -> Iterator[Row]:
        back_to = self.rounds[0][1] if self.rounds else None
        around = beside([fact[0] for fact in facts], self.audience, self.on, back_to)
        return (self._row(fact, around) for fact in facts)

    def _row(self, fact: tuple[Any, ...], around: Beside) -> Row:
        pk, code, area, stage, confidence, reported_on, due = fact[: len(COLUMNS)]
        title = self._title(fact[len(COLUMNS) :])
        return {
            "code": code,
            "url": self.address.replace("CODE", quote(code)),
            "title": title,
            "title_language": self._foreign(title),
            "area": self.areas.get(area, ""),
            "due": due,
            "reported": reported_on,
            "reported_day": self.day(reported_on) if reported_on else "",
            **self._rounds(around.stood[pk]),
            **self._who(around.held[pk]),
            **self._how(stage, confidence, freshness(reported_on, self.reporting_since)),
            **self._when(around.schedule[pk], due),
        }

    def _title(self, texts: tuple[str, ...]) -> Phrase:
        columns = dict(zip((*TITLES, *(f"text_{code}" for code in CODES)), texts, strict=True))
        return label(columns, self.language)

    def _foreign(self, phrase: Phrase) -> str:
        return phrase.language if phrase and phrase.language != self.language else ""

    def _who(self, held: list[Held]) -> Row:
        """Bodies by their role, each once, in the order of the programme."""
        names: dict[str, dict[str, None]] = {role: {} for role in ResponsibilityRole.values}
        for role, body in held:
            names[role][self.bodies[body]] = None
        lead, units, partners = (", ".join(names[role]) for role in ResponsibilityRole.values)
        return {"lead": lead, "units": units, "partners": partners}

    def _how(self, stage: str, confidence: str, fresh: Freshness) -> Row:
        """The status in words; under a measure that has fallen silent stands what was told of it earlier."""
        one_mark = mark(stage, confidence, fresh)
        shown = self.shown(one_mark, stage)
        stage_word = self.sign(Stage, stage).word if stage else ""
        confidence_word = self.sign(Confidence, confidence).word if confidence else ""
        beneath = stage_word
        if fresh == Freshness.EARLIER and one_mark == Mark.NOT_REPORTED:
            beneath = gettext("Earlier: %(status)s") % {"status": (confidence_word or stage_word).lower()}
        return {
            "sign": shown,
            "stage": stage_word,
            "confidence": confidence_word,
            "freshness": self.sign(Freshness, fresh).word,
            "told": gettext("Not this round") if fresh == Freshness.EARLIER else "",
            "beneath": beneath if beneath != shown.word else "",
        }

    def shown(self, one_mark: str, stage: str) -> Sign:
        """The sign of the mark; of a measure that ended otherwise, how it ended."""
        return self.sign(Stage, stage) if one_mark == Mark.ENDED else self.sign(Mark, one_mark)

    def _when(self, items: list[Item], due: date | None) -> Row:
        """The schedule, the item of the next deadline first among what is said of it."""
        if not items:
            return {"items": [], "written": "", "written_language": "", "reading": "", "others": "", "late": ""}
        now = next((item for item in items if due and item.latest == due), items[0])
        return {
            "items": [
                (f"{item.label} {item.text}".strip(), self.reading(item.kind, item.earliest, item.latest))
                for item in items
            ],
            "written": now.text,
            "written_language": self._foreign(now.text),
            "reading": self.reading(now.kind, now.earliest, now.latest),
            "others": self._others(len(items) - 1),
            "late": self._late(now, due) if due and due < self.on else "",
        }

    def _others(self, count: int) -> str:
        return ngettext("and %(count)s other", "and %(count)s others", count) % {"count": count} if count else ""

    def _late(self, item: Item, due: date) -> str:
        """The item that is late; of a past day it may since have been given another day, or have ended."""
        if item.latest != due:
            return wording.why_late_then(due)
        return wording.why_late(ScheduleItem(n=item.n, label=item.label, latest=item.latest))

    @cached_property
    def rounds(self) -> list[tuple[date, date]]:
        """The last rounds that had opened by the day: the day each opened, and the last day before the next."""
        opened = sorted({date.fromisoformat(text) for text in self.programme.round_openings})
        opened = [day for day in opened if day <= self.on][-ROUNDS:]
        return list(zip(opened, [day - timedelta(days=1) for day in opened[1:]] + [self.on], strict=True))

    @property
    def strip_width(self) -> int:
        return CELL * len(self.rounds)

    def _rounds(self, stood: Iterable[Stood]) -> Row:
        """How the measure stood at the end of each of the last rounds."""
        signs = []
        for opened, end in self.rounds:
            then = next((one for one in stood if one.since <= end and (one.until is None or one.until >= end)), None)
            stage, confidence, reported_on = then[:3] if then else ("", "", None)
            signs.append(self.shown(mark(stage, confidence, freshness(reported_on, opened)), stage))
        return {
            "rounds": [(place * CELL, sign.symbol) for place, sign in enumerate(signs)],
            "rounds_in_words": ", ".join(sign.word for sign in signs),
        }
