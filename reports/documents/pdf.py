"""A document as PDF/UA-1 by Typst: tagged, with language, title and headings. What was typed is printed literally."""

import json
import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from reports.documents.definition import Document, as_json
from reports.documents.shapes import colours, shapes

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = settings.BASE_DIR / "static/vendor/source-sans-3"
KEPT = 10  # runs for which Typst remembers
UNBROKEN = re.compile(r"\S{48}(?=\S)")
INK = ("ink", "ink-2", "line", "line-strong", "st-risk-line")


def as_pdf(document: Document) -> bytes:
    """The document's bytes; the same fonts everywhere, whatever the machine has. Raises typst.TypstError."""
    import typst  # costs its fonts only where a PDF is made

    given = {
        "document": json.dumps(printable(json.loads(as_json(document)))),
        "shapes": json.dumps(shapes()),
        "colours": json.dumps({name: colours()[name] for name in INK}),
    }
    made: Any = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=given,
        pdf_standards="ua-1",
    )
    forget()
    return bytes(made)


def forget() -> None:
    """Typst keeps what it has laid out for its next ten runs, 40 MB for 40 measures: empty runs let it go."""
    import typst

    empty = typst.Compiler(root=str(TEMPLATE.parent), ignore_system_fonts=True)
    for _ in range(KEPT + 1):
        empty.compile(input=b" ", format="svg")


def printable(told: Any) -> Any:
    """The same lists and dictionaries with every text as the font can print it."""
    if isinstance(told, dict):
        return {name: printable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [printable(value) for value in told]
    return letters(told) if isinstance(told, str) else told


def letters(text: str) -> str:
    """What the font lacks is named in brackets, since PDF/UA takes no empty boxes; long words get places to break."""
    if not set(text) <= in_font():
        text = "".join(mark if mark in in_font() else named(mark) for mark in text)
    return text if text.startswith("http") else UNBROKEN.sub("\\g<0>\u200b", text)


def named(mark: str) -> str:
    """A sign that the font lacks: put together from its parts ("ǩ"), else in words: "[grinning face]".

    What only joins or varies other signs is left out.
    """
    parts = unicodedata.normalize("NFKD", mark)
    if set(parts) <= in_font():
        return parts
    if unicodedata.category(mark) in {"Mn", "Cf", "Cc"}:
        return ""
    return f"[{unicodedata.name(mark, '').lower() or f'U+{ord(mark):04X}'}]"


@cache
def in_font() -> frozenset[str]:
    """The characters that both weights have: the groups of their cmap tables of format 12 (OpenType, "cmap")."""
    return frozenset.intersection(*(characters(file.read_bytes()) for file in sorted(FONTS.glob("*.otf"))))


def characters(font: bytes) -> frozenset[str]:
    """The characters of one OpenType font. Raises StopIteration when it has no table of format 12."""
    tables = (struct.unpack(">4sLLL", font[12 + 16 * n : 28 + 16 * n]) for n in range(*struct.unpack(">H", font[4:6])))
    cmap = next(offset for name, _sum, offset, _length in tables if name == b"cmap")
    (count,) = struct.unpack(">H", font[cmap + 2 : cmap + 4])
    places = (struct.unpack(">L", font[cmap + 8 + 8 * n : cmap + 12 + 8 * n])[0] + cmap for n in range(count))
    start = next(place for place in places if struct.unpack(">H", font[place : place + 2]) == (12,))
    (groups,) = struct.unpack(">L", font[start + 12 : start + 16])
    found = (struct.unpack(">LL", font[start + 16 + 12 * n : start + 24 + 12 * n]) for n in range(groups))
    return frozenset(chr(code) for first, last in found for code in range(first, last + 1))
