"""A grid of cells becomes the rows of a programme, whatever the table looked like.

The one form that merged, repeated and blank cells come to:

- number and measure stand in every row of a measure, also where the source left or merged them away;
- body stands where the source prints, repeats or merges it; a blank one stays blank;
- implementation and schedule stand once: a cell merged over several rows of a measure is in the first of
  them; merged over several measures it is in the first row of each (they share it, and a note says so).

Text beside and around the table becomes `remarks`; a heading between the rows becomes their `area`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.importing.grids import Cell, Line, ranges
from actions.importing.headers import SEARCHED, Header, header_of
from actions.importing.rows import Finding, Row, UnreadableSource
from actions.importing.typed_numbers import as_typed, is_decimal

Remark = tuple[str, str]  # its place and its text
Level = Literal["error", "doubt", "note"]

_NUMBER = re.compile(r"(?=\S{1,20}$)\D*\d\S*|\d[\d.]*\s?[a-zåäö]\)?")  # "2.10", "4.3 a", "Kiertotalous13"
_FOOTNOTE = re.compile(r"[*†‡⁰¹²³⁴-⁹]|\(\*|(?:huom|anm|obs|note|lähde|källa|source)\w*\s?[.:!]", re.IGNORECASE)
_SEEN = 40  # characters of a heading that are quoted when a table is refused


@dataclass(frozen=True)
class Table:
    """A table that has been read: its rows, and what else stood in the grid."""

    header: Header
    title: str
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]


def header_among(lines: Sequence[Line]) -> tuple[int, Header]:
    """The index and the reading of the line most like a header, among the first with text; the first wins.

    The header names all five columns when `found` is 5; an empty grid gives an empty header.
    """
    best = 0, Header()
    for index in [index for index, line in enumerate(lines) if line.texts()][:SEARCHED]:
        header = header_of(lines[index].texts())
        if header.found > best[1].found or not (best[1].columns or best[1].others):
            best = index, header
    return best


def read_table(lines: Sequence[Line]) -> Table:
    """The rows of the grid `lines`; raises UnreadableSource without the five columns or without rows."""
    index, header = header_among(lines)
    if header.missing:
        raise UnreadableSource(_columns_missing(lines, index, header))
    above = [(cell.place, cell.text) for line in lines[:index] for cell in _with_text(line)]
    reading = _Reading(lines[index], header)
    for line in lines[index + 1 :]:
        reading.take(line)
    reading.close()
    if not reading.rows:
        raise UnreadableSource(Finding("error", "table_without_rows", lines[index].place))
    titles = [list(line.texts().values()) for line in lines[:index]]
    title = next((texts[0].replace("\n", " ") for texts in titles if len(texts) == 1), "")
    return Table(header, title, tuple(reading.rows), (*above, *reading.remarks), tuple(reading.findings))


def _with_text(line: Line) -> list[Cell]:
    return [cell for _, cell in sorted(line.cells.items()) if cell.text]


def _columns_missing(lines: Sequence[Line], index: int, header: Header) -> Finding:
    seen = lines[index] if lines else Line("", 0, 0)
    quoted = "; ".join(text.replace("\n", " ")[:_SEEN] for text in list(seen.texts().values())[:12])
    facts = {"missing": ", ".join(header.missing), "seen": quoted}
    return Finding("error", "columns_missing", seen.place, facts, _lines(seen))


def _lines(line: Line) -> tuple[int, int] | None:
    return (line.first, line.last) if line.last else None


class _Reading:
    """The lines below the header, taken one after the other; `above` is what a cell continues."""

    def __init__(self, line: Line, header: Header) -> None:
        self.columns = header.columns
        self.headings = header.others
        self.header_words = set(line.texts().values())
        self.rows: list[Row] = []
        self.remarks: list[Remark] = []
        self.findings: list[Finding] = []
        self.hidden: list[int] = []
        self.area = ""
        self.heading: Remark | None = None
        self.above: dict[str, str] = {}
        self.numbers: dict[str, None] = {}
        self.printed = ""
        for column in header.twice:
            facts = {"column": header.others[column]}
            self._find("doubt", "column_twice", line, line.cells[column].place, facts)

    def take(self, line: Line) -> None:
        """One line: nothing, the header again, a heading, a footnote or a row."""
        texts = line.texts()
        if not texts or self._is_header(line, texts):
            return
        if line.hidden:
            self.hidden.append(line.first)
        alone = self._alone(line, texts)
        if not alone:
            self._row(line, texts)
        elif _FOOTNOTE.match(alone):
            self.remarks.append((_with_text(line)[0].place, alone))
        else:
            self._drop_heading()
            self.heading = (_with_text(line)[0].place, alone)

    def close(self) -> None:
        """What stands below the last row heads nothing: it is a remark."""
        self._drop_heading()
        if self.hidden:
            facts = {"rows": ranges(self.hidden)}
            self.findings.append(Finding("note", "hidden_rows", "", facts))

    def _drop_heading(self) -> None:
        if self.heading:
            self.remarks.append(self.heading)
        self.heading = None

    def _is_header(self, line: Line, texts: dict[int, str]) -> bool:
        if len(texts) < 5 or not self.header_words & set(texts.values()):
            return False
        again = header_of(texts)
        if again.missing:
            return False
        self.columns, self.headings = again.columns, again.others
        return True

    def _alone(self, line: Line, texts: dict[int, str]) -> str:
        """The text of a line that says one thing over the whole table, "" when the line is a row."""
        columns = self.columns.values()
        text = next(iter(texts.values()))
        if any(cell.merged == "above" for column, cell in line.cells.items() if column in columns):
            return ""
        if len(texts) > 1:
            everywhere = [texts.get(column) for column in columns] == [text] * len(columns)
            return text if everywhere else ""
        (column,) = texts
        cell = line.cells[column]
        over = sum(each.merged == "left" for each in line.cells.values()) >= 3
        if not over and column > min(columns) and column != self.columns["number"]:
            return ""
        return "" if _NUMBER.fullmatch(text) or cell.day else text

    def _row(self, line: Line, texts: dict[int, str]) -> None:
        self._beside(line, texts)
        if not set(self.columns.values()) & set(texts):
            return
        if self.heading:
            self.area = self.heading[1].replace("\n", " ")
            self.heading, self.above = None, {}
        self._check(line)
        cells = {name: line.cells.get(column, Cell()) for name, column in self.columns.items()}
        number = self._number(line, cells["number"])
        same = bool(self.rows) and bool(self.above) and number == self.above["number"]
        self._area(cells.get("area"))
        row = Row(
            place=line.place,
            first=line.first,
            last=line.last,
            number=number,
            measure=self._measure(line, cells, same),
            implementation=self._once(line, "implementation", cells["implementation"], number, same),
            body=cells["body"].text or self._merged("body", cells["body"]),
            schedule=self._once(line, "schedule", cells["schedule"], number, same),
            area=self.area,
            cells={name: cell.place for name, cell in cells.items() if cell.place},
        )
        self.rows.append(row)
        self._remember(row, cells)

    def _beside(self, line: Line, texts: dict[int, str]) -> None:
        """Texts of other columns, under the words of their heading."""
        for column, text in texts.items():
            if column not in self.columns.values():
                said = f"{self.headings[column]}: {text}" if column in self.headings else text
                self.remarks.append((line.cells[column].place, said))

    def _number(self, line: Line, cell: Cell) -> str:
        """The row's number: as typed, or that of the row above where its cell is blank or merged."""
        above = self.above.get("number", "")
        if not cell.text:
            return above
        if above and cell.text == self.printed:
            return above
        number, doubt = as_typed(cell, next(reversed(self.numbers), ""))
        if not doubt and number in self.numbers and number != above and is_decimal(cell):
            doubt = "number_may_have_lost_zero"
        if doubt:
            self._find("doubt", doubt, line, cell.place, {"shown": cell.text, "number": number})
        self.printed = cell.text
        self.numbers.pop(number, None)
        self.numbers[number] = None
        return number

    def _measure(self, line: Line, cells: dict[str, Cell], same: bool) -> str:
        cell, above = cells["measure"], self.above.get("measure", "")
        if not cell.text:
            return above if same else self._merged("measure", cell)
        unnumbered = not cells["number"].text and not cells["number"].merged
        if same and unnumbered and self.above["number"] and cell.text != above:
            facts = {"number": self.above["number"]}
            self._find("doubt", "measure_without_number", line, cell.place, facts)
        return cell.text

    def _once(self, line: Line, name: str, cell: Cell, number: str, same: bool) -> str:
        """A text that counts once in a measure, also where its cell is merged over several rows."""
        if cell.merged != "above" or same:
            return cell.text
        text = self._merged(name, cell)
        if text:
            self._find("note", "cell_shared", line, cell.place, {"number": number})
        return text

    def _merged(self, name: str, cell: Cell) -> str:
        return self.above.get(name, "") if cell.merged == "above" else ""

    def _remember(self, row: Row, cells: dict[str, Cell]) -> None:
        before = self.above
        self.above = {"number": row.number, "measure": row.measure, "body": row.body}
        for name in ("implementation", "schedule"):
            merged = cells[name].merged == "above"
            self.above[name] = before.get(name, "") if merged else cells[name].text

    def _area(self, cell: Cell | None) -> None:
        if cell and cell.text:
            self.area = cell.text.replace("\n", " ")

    def _check(self, line: Line) -> None:
        """Findings about the cells that the row is made of: what can't be used, what should be checked."""
        for column, cell in sorted(line.cells.items()):
            of_table = column in self.columns.values()
            if cell.trouble:
                self._find("error" if of_table else "note", cell.trouble, line, cell.place, {"text": cell.text})
            if cell.doubt and of_table and column != self.columns["number"]:
                self._find("doubt", cell.doubt, line, cell.place, {"text": cell.text[:_SEEN]})

    def _find(self, level: Level, code: str, line: Line, place: str, facts: dict[str, str]) -> None:
        self.findings.append(Finding(level, code, place, facts, _lines(line)))
