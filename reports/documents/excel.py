"""A document as an Excel workbook: a sheet of what it is, one of its texts, and a sheet for every table."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext, pgettext

from reports.documents.definition import Cell, Column, Document, Line, Section, Table, Text
from reports.documents.sheets import Columns, Paper, Row, fill

LETTERS = 100  # the width that the columns of a table share
NARROWEST = 11
WIDTHS = (34, 26, 90)


def as_excel(document: Document) -> bytes:
    """The workbook's bytes: every text as text, days and numbers as such, no formula, no merged cell."""
    from openpyxl import Workbook  # imported where it is used, so that the start stays quick

    book = Workbook()
    del book["Sheet"]  # the one that openpyxl begins with
    properties = book.properties
    properties.title, properties.language = document.body.name, document.language
    properties.creator = properties.lastModifiedBy = document.author
    properties.created = properties.modified = document.stamp.made_at.replace(tzinfo=None)
    paper = Paper(document.stamp.mark, document.stamp.programme.words, document.stamp.line)
    fill(
        book,
        gettext("Report"),
        Columns([gettext("Fact"), gettext("Value")], [WIDTHS[0], WIDTHS[2]]),
        cover(document),
        paper,
    )
    for name, found in tables(document).items():
        fill(book, name, columns_of(found), rows_of(found), paper)
    headings = [gettext("Section"), gettext("Subject"), pgettext("column", "Text")]
    fill(book, gettext("Texts"), Columns(headings, list(WIDTHS)), told(document), paper)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cover(document: Document) -> Iterator[Row]:
    """What the document is, and what it says of itself."""
    yield [gettext("Report"), document.body.name]
    yield [gettext("Belongs to"), document.body.above.words]
    yield [gettext("Programme"), document.stamp.programme.words]
    for fact in document.stamp.facts.facts:
        yield [fact.label, value(fact.lines)]


def told(document: Document) -> Iterator[Row]:
    """Section, subject and text of everything that stands in no table."""
    yield from told_in(document.body.title.words, document.body.blocks)
    for path, section in walk(document.body.sections):
        yield from told_in(path, section.blocks)


def told_in(path: str, blocks: Iterable[Any]) -> Iterator[Row]:
    for block in blocks:
        if isinstance(block, Text):
            yield [path, "", joined(block.lines)]
        elif not isinstance(block, Table):
            yield from ([path, fact.label, value(fact.lines)] for fact in block.facts)


def walk(sections: Iterable[Section], above: str = "") -> Iterator[tuple[str, Section]]:
    """Every section with the path of headings to it."""
    for section in sections:
        path = f"{above} › {section.heading.words}" if above else section.heading.words
        yield path, section
        yield from walk(section.sections, path)


def tables(document: Document) -> dict[str, list[tuple[str, Table]]]:
    """The tables by what they are called, each with the section it stands in; those of one name share a sheet."""
    found: dict[str, list[tuple[str, Table]]] = {}
    everything = [(document.body.title.words, document.body.blocks)]
    everything += [(path, section.blocks) for path, section in walk(document.body.sections)]
    for path, blocks in everything:
        for block in blocks:
            if isinstance(block, Table):
                found.setdefault(block.caption, []).append((path, block))
    return found


def columns_of(found: list[tuple[str, Table]]) -> Columns:
    """Headings and widths of the tables of one sheet; several tables are told apart by their section."""
    columns = found[0][1].columns
    shares = sum(column.share for column in columns)
    headings, widths = ([gettext("Section")], [WIDTHS[0]]) if len(found) > 1 else ([], [])
    for column in columns:
        named = [column.heading, column.remarks] if column.remarks else [column.heading]
        headings += named
        widths += [max(NARROWEST, LETTERS * column.share // shares)] * len(named)
    return Columns(headings, widths)


def rows_of(found: list[tuple[str, Table]]) -> Iterator[Row]:
    several = len(found) > 1
    for path, table in found:
        yield from ([path] * several + cells(row, table.columns) for row in table.rows)


def cells(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> Row:
    made: Row = []
    for cell, column in zip(row, columns, strict=True):
        made += [value(cell[:1]), joined(cell[1:])] if column.remarks else [value(cell)]
    return made


def value(cell: Cell) -> Any:
    """A day or a number where the cell is nothing else, otherwise its words."""
    return cell[0].value if len(cell) == 1 and cell[0].value is not None else joined(cell)


def joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.words for line in lines)
