"""A table in text: cells parted by semicolons, commas or tabs, quoted where they hold those or line breaks."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice

from actions.importing.cell_text import clean
from actions.importing.grids import Cell, Line, refuse_too_many, text_place
from actions.importing.headers import SEARCHED
from actions.importing.rows import Finding, UnreadableSource
from actions.importing.tables import Table, header_among, read_table

DELIMITERS = (";", "\t", ",")
_FIRST = 4 * SEARCHED  # records looked at to tell the delimiter: titles and empty lines stand above the header


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter that finds most of the five columns, and how many: the earlier where they find the same."""
    found = {each: header_among(_beginning(text, each))[1].found for each in DELIMITERS}
    return max(found.items(), key=lambda pair: pair[1])


def read_csv(text: str, delimiter: str) -> Table:
    """The table in `text`; raises UnreadableSource without the five columns, or where quotes don't pair."""
    lines = list(_lines(text, delimiter))
    index, _ = header_among(lines)
    table = read_table(lines)
    width = max(lines[index].cells)
    found = [finding for line in lines[index + 1 :] if (finding := _about_width(line, width))]
    return replace(table, findings=(*table.findings, *found))


def _about_width(line: Line, width: int) -> Finding | None:
    """A line with a cell too many has a delimiter outside quotes, and its cells stand in wrong columns."""
    cells = max(line.cells, default=0)
    facts = {"line": str(line.first), "cells": str(cells), "columns": str(width)}
    if any(column > width for column in line.texts()):
        return Finding("error", "line_too_long", line.place, facts, (line.first, line.last))
    if 1 < cells < width and len(line.texts()) > 1:
        return Finding("doubt", "line_too_short", line.place, facts, (line.first, line.last))
    return None


def _beginning(text: str, delimiter: str) -> list[Line]:
    lines: list[Line] = []
    try:
        for line in islice(_lines(text, delimiter), _FIRST):
            lines.append(line)
    except UnreadableSource:  # with another delimiter it may well be readable
        return lines
    return lines


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """The records as lines of cells; an error of quoting names the line where the record began."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = cells = 0
    while True:
        first = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            code = "cell_too_long" if "limit" in str(trouble) else "quotes_unpaired"
            finding = Finding("error", code, text_place(first), {"line": str(first)}, (first, reader.line_num))
            raise UnreadableSource(finding) from trouble
        if first == 1 and len(record) <= 2 and record and record[0].startswith("sep="):
            continue
        cells += len(record)
        refuse_too_many(cells, text_place(first))
        place = text_place(first)
        yield Line(place, first, reader.line_num, {n: Cell(clean(t), place) for n, t in enumerate(record, 1)})
