"""The text of a cell of a Word table, as it would read with every tracked change accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a run says that is no letter: a tab, a line break, a hyphen that keeps its place.
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
GONE = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "tcPr", "sdtPr", "sdtEndPr"}
ADDED = {"ins", "moveTo"}
OBJECTS = {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "tbl"}

# LibreOffice writes a text that spells an escape of Excel's, _x0041_, in the manner of Excel; Word does not.
ESCAPED = re.compile("_(?:x005F_)+(?=x[0-9A-Fa-f]{4}_)")


@dataclass
class CellText:
    """Paragraphs of a cell. `is_tracked`: changes were accepted on the way; `has_objects`: a picture, a footnote or a
    table in the cell is not read."""

    lines: list[str] = field(default_factory=list)
    is_tracked: bool = False
    has_objects: bool = False

    @property
    def words(self) -> str:
        return ESCAPED.sub("_", "\n".join(self.lines))


def text_of(cell: Any) -> CellText:
    """The text of a w:tc."""
    found = CellText()
    goes_on = False
    for paragraph in _paragraphs(cell, found):
        line = "".join(_pieces(paragraph, found))
        if goes_on:
            found.lines[-1] += line
        else:
            found.lines.append(line)
        goes_on = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        found.is_tracked = found.is_tracked or goes_on
    return found


def tag_of(element: Any) -> str:
    """The name of an element of WordprocessingML; "" of any other, and of a comment."""
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) and tag.startswith(W) else ""


def _paragraphs(element: Any, found: CellText) -> Iterator[Any]:
    """Those of the cell itself, in content controls and tracked blocks too; not those of a table inside it."""
    for child in element:
        tag = tag_of(child)
        if tag == "p":
            yield child
        elif tag == "tbl":
            found.has_objects = True
        elif tag in {"sdt", "sdtContent", "customXml", *ADDED}:
            yield from _paragraphs(child, found)


def _pieces(element: Any, found: CellText) -> Iterator[str]:
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            yield child.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag in GONE:
            found.is_tracked = found.is_tracked or tag in {"del", "moveFrom"}
        elif tag in OBJECTS or _is_alternative(child):
            found.has_objects = True
        else:
            found.is_tracked = found.is_tracked or tag in ADDED
            yield from _pieces(child, found)


def _is_alternative(element: Any) -> bool:
    """Drawings come in two forms, the newer and the older, of which a program shows one."""
    return isinstance(element.tag, str) and element.tag.endswith("}AlternateContent")
