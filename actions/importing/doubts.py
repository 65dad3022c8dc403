"""What was decided in the reading of a measure and should be checked by a person."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from actions.importing.bodies_cell import BodyCell
from actions.importing.cells import Deeds
from actions.importing.places import Lines, MeasurePlace, place_in
from actions.importing.rows import Finding, Row

Level = Literal["error", "doubt", "note"]

TIES = {
    "under": "schedule_under_label",
    "order": "label_by_order",
    "unknown": "label_without_step",
    "other": "schedule_of_other_step",
}

QUOTED = 8  # words of a text that a finding repeats
LONGEST_PRINTED = 250


def doubts_of(
    document: dict[str, Any], place: MeasurePlace, deeds: Deeds, bodies: BodyCell, rows: Sequence[Row]
) -> Iterator[Finding]:
    """The findings of one measure as read from `rows`; those of single names come from the body cell."""
    doubts = _Doubts(document, place, rows)
    yield from bodies.findings
    if not document["text"]:
        yield doubts.of_measure("doubt", "measure_without_text")
    yield from doubts.of_bodies(bodies)
    yield from doubts.of_steps(deeds)
    yield from doubts.of_schedule(deeds)


def quoted(text: str) -> str:
    """The beginning of a text, as findings repeat it."""
    words = text.split()
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")


class _Doubts:
    def __init__(self, document: dict[str, Any], place: MeasurePlace, rows: Sequence[Row]) -> None:
        self.code = f"{document['number']}{document['part'] or ''}"
        self.document = document
        self.place = place
        self.rows = rows

    def of_measure(self, level: Level, code: str) -> Finding:
        return Finding(level, code, self.place.place, {"measure": self.code}, self.place.lines)

    def of_bodies(self, bodies: BodyCell) -> Iterator[Finding]:
        if not bodies.mentions and not bodies.furniture:
            yield self.of_measure("note", "no_bodies")
        elif not any(mention.role == "lead" for mention in bodies.mentions):
            yield self.of_measure("doubt", "no_lead")
        for mention in bodies.mentions:
            if len(mention.as_printed) > LONGEST_PRINTED:
                facts = {"measure": self.code, "words": quoted(mention.as_printed), "most": str(LONGEST_PRINTED)}
                yield Finding("error", "name_too_long", mention.place, facts, mention.lines)

    def of_steps(self, deeds: Deeds) -> Iterator[Finding]:
        for step in deeds.steps:
            for line in step.joined:
                if not line.text[:1].islower():
                    facts = {"words": quoted(line.text), "label": step.label or ""}
                    yield self._of_line("doubt", "paragraph_joined", "implementation", line.row, line.lines, facts)

    def of_schedule(self, deeds: Deeds) -> Iterator[Finding]:
        if not deeds.items:
            yield self.of_measure("note", "no_schedule")
        for item, tie, fact in zip(deeds.items, deeds.ties, self.document["schedule"], strict=True):
            facts = {"words": quoted(item.text), "label": item.label or ""}
            if tie.reason in TIES:
                step = deeds.steps[tie.step - 1].label or str(tie.step) if tie.step else ""
                yield self._of_line(
                    "doubt", TIES[tie.reason], "schedule", item.row, item.lines, {**facts, "step": step}
                )
            if fact["kind"] == "none":
                yield self._of_line("note", "schedule_unread", "schedule", item.row, item.lines, facts)

    def _of_line(self, level: Level, code: str, column: str, row: int, lines: Lines, facts: dict[str, str]) -> Finding:
        return Finding(level, code, place_in(self.rows[row], lines, column), {"measure": self.code, **facts}, lines)
