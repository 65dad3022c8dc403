"""What a document says, in order: title, sections, paragraphs, facts and tables. Plain values, nothing to look up."""

import json
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from actions.status import CHANGE_ICONS
from actors import wording


@dataclass(frozen=True)
class Line:
    """A paragraph, or one line of a cell.

    `language` where it is not the document's; `tone` is "strong", "quiet" or ""; `symbol` names the shape before the
    words (static/icons.svg); `value` is what a sheet keeps as a real day or number; `to` is the section it leads to.
    """

    words: str
    language: str = ""
    tone: str = ""
    symbol: str = ""
    value: date | int | Decimal | None = None
    to: str = ""

    def __post_init__(self) -> None:
        """Whatever comes in, a line holds no line breaks and nothing that a file could not carry."""
        object.__setattr__(self, "words", wording.clean(self.words).replace("\n", " ").replace("\t", " "))

    @property
    def icon(self) -> str:
        """What the shape is called in static/icons.svg: arrows of change stand among the icons."""
        return f"i-{self.symbol}" if self.symbol in CHANGE_ICONS.values() else f"s-{self.symbol}"

    @property
    def css(self) -> str:
        """The classes of the shape on a page."""
        return "i si" if self.symbol in CHANGE_ICONS.values() else f"si si-{self.symbol}"


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Text:
    """Paragraphs; `is_official` sets them off as the words of the programme."""

    lines: Cell
    is_official: bool = False
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Fact:
    """A label, and what is said under it."""

    label: str
    lines: Cell


@dataclass(frozen=True)
class Facts:
    """Labels with what is said under each."""

    facts: tuple[Fact, ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Column:
    """`share` of the width of a page; with `remarks` a sheet gives all but the first line a column of their own."""

    heading: str
    share: int = 4
    remarks: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells. The first cell of a row names it; in a workbook the caption names the sheet.

    A compact table is only as wide as its columns need: each takes its share of 30.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_compact: bool = False
    kind: str = field(default="table", init=False)

    @property
    def has_heads(self) -> bool:
        """Whether first cells tell rows apart: with one row there is nothing to tell."""
        return len(self.rows) > 1

    def headed_rows(self) -> list[list[tuple[Column, Cell]]]:
        """The rows, each cell with its column, for pages that show the heading beside the cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Block = Text | Facts | Table


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `anchor` is its name for links within the document, "" for none."""

    heading: Line
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Body:
    """What is said, before it is stamped.

    `name` is what the file says it is called; `number` stands large beside the title, `above` over it; with `contents`
    the sections are listed under that heading.
    """

    name: str
    title: Line
    above: Line
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    number: str = ""
    contents: str = ""

    def version(self) -> str:
        """The sha256 of all that is said, in hexadecimal: the same words and numbers have the same version."""
        return sha256(as_json(self).encode()).hexdigest()


@dataclass(frozen=True)
class Stamp:
    """What a document says of itself (G-14): `mark` and `line` on every page, `facts` at its end.

    `mark` tells that the document is not public, "" when it is; `programme` is whose document it is.
    """

    programme: Line
    mark: str
    line: str
    facts: Facts
    made_at: datetime


@dataclass(frozen=True)
class Document:
    """A report ready to be drawn; `file_name` has no ending and no person's name."""

    body: Body
    stamp: Stamp
    language: str
    author: str
    file_name: str


def as_json(told: Any) -> str:
    """Any part of a document as one JSON text: days and moments in ISO 8601."""

    def plain(part: Any) -> Any:
        if not is_dataclass(part):
            return str(part)
        return {each.name: getattr(part, each.name) for each in fields(part)}

    return json.dumps(told, default=plain, ensure_ascii=False)
