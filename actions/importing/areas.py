"""The areas of a programme: from section rows where the table has them, else from the first part of the numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from actions.importing.measures_of_rows import RowsOfMeasure
from actions.importing.rows import Finding, Row
from actors import wording

NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-ZÅÄÖ](?=[.:)]))[.:)]?\s+(?P<name>\S.*)")
ONLY_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\.?")
LONGEST_HEADING = 250
DOTTED = re.compile(r"(?P<area>\d+)\..+")


class Areas:
    """Which area each measure belongs to, and the areas themselves with their names."""

    def __init__(self, rows: Sequence[Row], measures: Sequence[RowsOfMeasure]) -> None:
        self.rows = rows
        self.names: dict[str, str] = {}
        self._by_heading: dict[str, str] = {}
        headings = dict.fromkeys(wording.one_line(row.area) for row in rows)
        for heading in sorted(filter(None, headings), key=lambda heading: not _split(heading)[0]):
            self._by_heading[heading] = self._named(heading)
        self._of_measure = {id(measure): self._find(measure) for measure in measures}
        for number in self._of_measure.values():
            if number:
                self.names.setdefault(number, "")

    def number_of(self, measure: RowsOfMeasure) -> str | None:
        """The number of the measure's area; None where neither a section nor its number tells one."""
        return self._of_measure[id(measure)]

    def as_document(self, language: str) -> list[dict[str, Any]]:
        """The areas of the interchange document, in the order of their numbers."""
        numbers = sorted(self.names, key=wording.number_key)
        return [{"number": n, "name": {language: self.names[n]} if self.names[n] else {}} for n in numbers]

    def findings(self) -> Iterator[Finding]:
        """Headings that are too long for the name of an area."""
        told: set[str] = set()
        for row in self.rows:
            if len(wording.one_line(row.area)) > LONGEST_HEADING and row.area not in told:
                facts = {"words": " ".join(row.area.split()[:8]) + " …", "most": str(LONGEST_HEADING)}
                yield Finding("error", "area_too_long", row.place, facts, (row.first, row.last))
            told.add(row.area)

    def _find(self, measure: RowsOfMeasure) -> str | None:
        headings = (wording.one_line(self.rows[index].area) for index in measure.rows)
        if heading := next(filter(None, headings), None):
            return self._by_heading[heading]
        dotted = DOTTED.fullmatch(measure.number)
        return dotted["area"] if dotted else None

    def _named(self, heading: str) -> str:
        """The heading's own number; a heading without one, or with one that is taken, gets the next free number."""
        number, name = _split(heading)
        if not number or self.names.get(number, name) != name:
            name = heading
            number = next(str(n) for n in range(1, len(self.names) + 2) if str(n) not in self.names)
        self.names[number] = name
        return number


def _split(heading: str) -> tuple[str, str]:
    """("1", "Ennakointi") for "1. Ennakointi"; ("", …) where no number is printed."""
    match = NUMBERED.fullmatch(heading) or ONLY_NUMBER.fullmatch(heading)
    return (match["number"], match.groupdict().get("name") or "") if match else ("", heading)
