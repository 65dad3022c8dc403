"""The same table written as each kind of file, for the tests of the sources."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADER = ("Nro", "Toimenpide", "Toimeenpano", "Vastuutaho", "Aikataulut")
ROW = ("1.1", "Tehdään jotakin", "Aloitetaan", "SM", "vuonna 2018")


def saved(workbook: Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def xlsx(rows: Iterable[Sequence[Any]], merged: Iterable[str] = (), sheet: str = "Toimenpiteet") -> bytes:
    workbook = Workbook()
    fill(workbook.active, rows, merged)
    workbook.active.title = sheet
    return saved(workbook)


def fill(sheet: Any, rows: Iterable[Sequence[Any]], merged: Iterable[str] = ()) -> None:
    """Texts stay texts: openpyxl would take "=1" for a formula."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value not in (None, ""):
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    for reference in merged:
        sheet.merge_cells(reference)


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def html(rows: Iterable[Sequence[str]], before: str = "", after: str = "") -> bytes:
    lines = "\n".join("<tr>" + "".join(f"<td>{_marked(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<!doctype html><html><body>{before}<table>{lines}</table>{after}</body></html>".encode()


def _marked(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip `content` with some parts replaced or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as parts:
        return parts.read(name)
