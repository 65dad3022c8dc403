"""Reads the rows of a Word table that came back."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from actions.importing.rows import UnreadableSource
from actions.importing.workbook_guard import refused
from updates.translation_orders import references
from updates.translation_orders.cell_text import W, tag_of, text_of
from updates.translation_orders.ordering import HEADINGS, column_called
from updates.translation_orders.reading import Reading, Row

NEEDED = ("reference", "target")


def read(content: bytes) -> Reading:
    """Every row of the tables that are ours, by what their columns are called; raises UnreadableSource when the file
    has none."""
    body = _body(content)
    reading, columns = Reading(), Columns({}, 0)
    for n, table in enumerate(_tables(body), 1):
        columns = _read_table(reading, n, [list(_cells(row)) for row in _rows(table)], columns)
    if not reading.rows:
        found = [finding for finding in reading.findings if finding.level == "error"]
        raise UnreadableSource(found[0]) if found else refused("table_missing")
    if next(body.iter(f"{W}commentReference"), None) is not None:
        reading.find("note", "comments_unread")
    return reading


class Columns:
    """Where the columns of a table stand, by name, and how many it has."""

    def __init__(self, places: dict[str, int], number: int) -> None:
        self.places, self.number = places, number

    def are_moved(self) -> bool:
        return [*self.places.values()] != sorted(self.places.values())


def _body(content: bytes) -> Any:
    from docx import Document

    try:
        return Document(BytesIO(content)).element.body
    except Exception as trouble:  # python-docx promises no set of errors for a document that is wrong inside
        raise refused("workbook_damaged") from trouble


def _tables(element: Any) -> Iterator[Any]:
    """Those of the text, not those that stand in a cell."""
    for child in element:
        if tag_of(child) == "tbl":
            yield child
        elif tag_of(child) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _tables(child)


def _rows(element: Any) -> Iterator[Any]:
    """Those that no tracked change has deleted."""
    for child in element:
        if tag_of(child) == "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif tag_of(child) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if tag_of(child) == "tc":
            yield child
        elif tag_of(child) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(child)


def _read_table(reading: Reading, n: int, rows: list[list[Any]], before: Columns) -> Columns:
    """The rows of one table; one that was split in two goes on with the columns of the part before it."""
    first, called = _heads(rows)
    if any(called):
        columns = _columns(reading, n, called)
    elif not rows or not any(references.read(text_of(cell).words) for cell in rows[0]):
        return before  # another table: nothing of ours stands in it
    elif len(rows[0]) != before.number:
        _miss(reading, n, NEEDED[0])
        return before
    else:
        columns = before
    for number, cells in enumerate(rows[first:], first + 1):
        place = _("row %(row)s") % {"row": number}
        if n > 1:
            place = _("table %(table)s, row %(row)s") % {"table": n, "row": number}
        if columns.places:
            _read_row(reading, place, cells, columns)
    return columns


def _heads(rows: list[list[Any]]) -> tuple[int, list[str]]:
    """Where the first row of texts stands, and what the columns above it are called; 0 and nothing without heads."""
    for n, cells in enumerate(rows, 1):
        words = [text_of(cell).words for cell in cells]
        if any(map(references.read, words)):
            break
        if any(called := list(map(column_called, words))):
            return n, called
    return 0, []


def _columns(reading: Reading, n: int, called: list[str]) -> Columns:
    """The places of the columns; none when one that is needed is not there, or twice."""
    places = {name: called.index(name) for name in HEADINGS if name in called}
    for name in HEADINGS:
        if called.count(name) > 1:
            reading.find("error", "column_twice", table=str(n), column=str(HEADINGS[name]))
            places = {}
    if places and (missing := [name for name in NEEDED if name not in places]):
        _miss(reading, n, missing[0])
        places = {}
    columns = Columns(places, len(called))
    if columns.are_moved():
        reading.find("note", "columns_moved", table=str(n))
    if places and "source" not in places:
        reading.find("note", "source_missing", table=str(n), column=str(HEADINGS["source"]))
    return columns


def _miss(reading: Reading, n: int, name: str) -> None:
    reading.find("error", "column_missing", table=str(n), column=str(HEADINGS[name]))


def _read_row(reading: Reading, place: str, cells: list[Any], columns: Columns) -> None:
    if len(cells) != columns.number or any(_is_merged(cell) for cell in cells):
        if any(text_of(cell).words.strip() for cell in cells):
            reading.find("error", "cells_merged", place)
        return
    found = {name: text_of(cells[at]) for name, at in columns.places.items()}
    if column_called(found["reference"].words) == "reference":
        return  # the heads once more
    if found["target"].is_tracked:
        reading.find("note", "changes_tracked", place)
    if found["target"].has_objects:
        reading.find("doubt", "objects_unread", place)
    source = found["source"].words if "source" in found else None
    reading.add(Row(place, found["reference"].words, source, found["target"].words))


def _is_merged(cell: Any) -> bool:
    """Whether the cell goes on over another column or row."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return cell.find(f"{W}tcPr/{W}vMerge") is not None or (span is not None and span.get(f"{W}val") not in {"1", None})
