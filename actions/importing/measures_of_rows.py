"""Which rows make up which measure: one number, one text; letters tell the parts of a number apart."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from actions.importing.bodies_cell import begins_undashed
from actions.importing.labels import split_label
from actions.importing.rows import Finding, Row
from actors import wording

NUMBER = re.compile(r"(?P<number>.*\d)[\s.]*(?P<part>[a-zåäö])?[\s.)]*", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?:][”\")]*$")
LONGEST_NUMBER = 20


@dataclass
class RowsOfMeasure:
    """The rows of one measure: its number, its part or None, its text on one line, the indices of its rows.

    `label` is the letter that the text begins with, until it is known whether that is a part of the number; `cells`
    are the cells of a text that goes on over rows.
    """

    number: str
    part: str | None
    text: str = ""
    label: str | None = None
    rows: list[int] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)

    def has(self, text: str) -> bool:
        """Whether a row with this measure cell says nothing new: blank, the whole text, or one of its cells."""
        return text in ("", self.text, *self.cells)

    def go_on(self, text: str) -> None:
        """Take the cell of a row that continues the text."""
        self.cells = [*(self.cells or [self.text]), text]
        self.text = f"{self.text} {text}".strip()


@dataclass
class Grouped:
    """The measures in printed order, the rows that belong to none, and what should be checked."""

    measures: list[RowsOfMeasure] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def split_number(printed: str) -> tuple[str, str | None]:
    """ "2.10." is number 2.10, "4.3 a)" number 4.3 and part a."""
    line = wording.one_line(printed)
    match = NUMBER.fullmatch(line)
    return (match["number"], match["part"]) if match else (line.rstrip("."), None)


def group_rows(rows: Sequence[Row], *, zipped: bool = False, continued: Collection[int] = ()) -> Grouped:
    """Put rows together that are one measure. A row without a number belongs to the measure above it.

    `zipped`: the rows are printed lines, whose cells have nothing to do with each other. `continued`: indices of
    rows whose measure text goes on from the row above.
    """
    grouping = _Grouping(rows, continued)
    for index in range(len(rows)):
        grouping.take(index)
    measures: list[RowsOfMeasure] = []
    for _, block in groupby(grouping.result.measures, key=lambda measure: (measure.number, measure.part)):
        measures += _parts_or_paragraphs(list(block), rows, zipped)
    grouping.result.measures = measures
    grouping.result.findings += _duplicates(measures, rows)
    return grouping.result


class _Grouping:
    def __init__(self, rows: Sequence[Row], continued: Collection[int]) -> None:
        self.rows = rows
        self.continued = continued
        self.result = Grouped()
        self.current: RowsOfMeasure | None = None
        self.by_number: dict[tuple[str, str | None], list[RowsOfMeasure]] = defaultdict(list)

    def take(self, index: int) -> None:
        row = self.rows[index]
        text = wording.one_line(row.measure)
        if not any(wording.one_line(cell) for cell in (row.number, text, row.implementation, row.body, row.schedule)):
            return
        number, part = split_number(row.number)
        if not number:
            self._without_number(index, text)
        elif len(number) > LONGEST_NUMBER:
            self._unplaced(index, "number_too_long", number=number[:LONGEST_NUMBER])
        else:
            self._numbered(index, number, part, text)

    def _numbered(self, index: int, number: str, part: str | None, text: str) -> None:
        same = self.by_number[number, part]
        found = next((each for each in same if each.has(text)), None)
        if not found and same and self._goes_on(index, same[-1], text):
            found = same[-1]
            found.go_on(text)
        if not found:
            label = split_label(text).label if part is None else None
            found = RowsOfMeasure(number, part, text, label if label and label.isalpha() else None)
            self.result.measures.append(found)
            same.append(found)
        found.rows.append(index)
        self.current = found

    def _goes_on(self, index: int, measure: RowsOfMeasure, text: str) -> bool:
        """Whether the text continues that of the measure: told so, or broken within a sentence."""
        if not measure.text or index in self.continued:
            return True
        is_broken = text[:1].islower() and not SENTENCE_END.search(measure.text)
        return measure is self.current and is_broken and split_label(text).label is None

    def _without_number(self, index: int, text: str) -> None:
        if self.current is None:
            self._unplaced(index, "row_without_measure")
        elif self.current.has(text) or self._goes_on(index, self.current, text):
            if not self.current.has(text):
                self.current.go_on(text)
            self.current.rows.append(index)
        else:
            self.current = None
            self._unplaced(index, "number_missing", words=" ".join(text.split()[:8]))

    def _unplaced(self, index: int, code: str, **facts: str) -> None:
        row = self.rows[index]
        self.result.unplaced.append(index)
        self.result.findings.append(Finding("error", code, row.place, facts, (row.first, row.last)))


def _parts_or_paragraphs(block: Sequence[RowsOfMeasure], rows: Sequence[Row], zipped: bool) -> list[RowsOfMeasure]:
    """Lettered texts of one number are parts when each has bodies of its own, else paragraphs of one measure."""
    labels = {measure.label for measure in block}
    if len(block) < 2 or None in labels or len(labels) < len(block):
        return list(block)
    cells = [_body_cells(measure, rows) for measure in block]
    has_own = all(each and begins_undashed(each[0]) for each in cells)
    if has_own and (zipped or any(each != cells[0] for each in cells)):
        for measure in block:
            measure.part, measure.text = measure.label, split_label(measure.text).text
        return list(block)
    text = " ".join(measure.text for measure in block)
    indices = sorted(index for measure in block for index in measure.rows)
    return [RowsOfMeasure(block[0].number, None, text, None, indices)]


def _duplicates(measures: Sequence[RowsOfMeasure], rows: Sequence[Row]) -> Iterator[Finding]:
    """Two measures with one number: an error that names both places."""
    seen: dict[tuple[str, str | None], RowsOfMeasure] = {}
    for measure in measures:
        first = seen.setdefault((measure.number, measure.part), measure)
        if first is not measure:
            row, earlier = rows[measure.rows[0]], rows[first.rows[0]]
            facts = {"measure": measure.number + (measure.part or ""), "first": str(earlier.first)}
            yield Finding("error", "duplicate_number", row.place, facts, (row.first, row.last))


def _body_cells(measure: RowsOfMeasure, rows: Sequence[Row]) -> list[str]:
    return [cell for index in measure.rows if (cell := rows[index].body.strip())]
