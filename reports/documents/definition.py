"""What a document says, in order: title, sections, paragraphs, facts and tables. Plain values, nothing to look up."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import get_language

from actions.status import CHANGE_ICONS, Sign
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
    value: date | int | None = None
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
        return "i" if self.symbol in CHANGE_ICONS.values() else f"si si-{self.symbol}"


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
    """Rows of cells. The first cell of a row names it; `sheet` is what the table is called in a workbook."""

    caption: str
    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = field(default="table", init=False)

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
        return sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


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

    def as_json(self) -> str:
        """All of it as one JSON text: days and moments in ISO 8601."""
        return json.dumps(asdict(self), default=str)


def foreign(language: str | None) -> str:
    """The language as a line keeps it: "" when it is the one the document is written in."""
    return language if language and language != get_language() else ""


def line(text: str, **more: Any) -> Line:
    """One line of a text that may know its language (actors.languages.Phrase)."""
    return Line(str(text), foreign(getattr(text, "language", None)), **more)


def lines(text: str, **more: Any) -> Cell:
    """A line for every paragraph of a typed text."""
    language = foreign(getattr(text, "language", None))
    paragraphs = wording.clean(str(text)).split("\n")
    return tuple(Line(words, language, **more) for words in paragraphs if words.strip())


def shown(sign: Sign, **more: Any) -> Line:
    """A status: its shape and its word."""
    return Line(sign.word, symbol=sign.symbol, **more)


def facts(*told: tuple[str, Cell]) -> Facts:
    """The facts of which something is said."""
    return Facts(tuple(Fact(label, said) for label, said in told if said))


def every_line(blocks: Iterable[Block]) -> Iterable[Line]:
    """Every line of the blocks, in order."""
    for block in blocks:
        if isinstance(block, Text):
            yield from block.lines
        elif isinstance(block, Facts):
            yield from (each for fact in block.facts for each in fact.lines)
        else:
            yield from (each for row in block.rows for cell in row for each in cell)
