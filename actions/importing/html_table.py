"""A table of a web page: of all its tables, the first that holds the five columns becomes a grid and is read."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from actions.importing.cell_text import clean, raised
from actions.importing.grids import Cell, Line, refuse_too_many, text_place
from actions.importing.rows import Finding, UnreadableSource
from actions.importing.tables import Remark, Table, header_among, read_table

MOST_TAGS = 200_000  # tags and character references together
DEEPEST = 10  # tables within tables
WIDEST = 200  # columns that a cell may span

_SILENT = frozenset({"script", "style", "template"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "ul", "ol", "li", "dl", "dt", "dd"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "figure", "figcaption", "form", "hr"}
    | {"fieldset", "title", "table", "caption", "tr"}
)
_BLANK = re.compile(r"[ \t\n\r\f]+")
_UNSHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

Attributes = list[tuple[str, str | None]]


def read_html(text: str) -> Table:
    """The table of the page `text` (lines parted by `\\n`); raises UnreadableSource when no table will do."""
    page = _read_page(text)
    if not page.tables:
        raise UnreadableSource(Finding("error", "html_without_table", ""))
    grids = [_grid(table) for table in page.tables]
    headers = [header_among(grid)[1] for grid in grids]
    chosen = max(range(len(grids)), key=lambda each: headers[each].found)
    table = read_table(grids[chosen])
    lines = [page.tables[n].line for n, header in enumerate(headers) if n != chosen and not header.missing]
    left = [Finding("doubt", "table_not_read", text_place(n), {"line": str(n)}, (n, n)) for n in lines]
    caption = clean("".join(page.tables[chosen].caption)).replace("\n", " ")
    named = [(text_place(page.tables[chosen].line), caption)] if caption else []
    return replace(
        table,
        title=caption or table.title,
        remarks=(*page.outside, *named, *table.remarks),
        findings=(*table.findings, *left),
    )


@dataclass
class _Cell:
    line: int
    down: int
    across: int
    words: list[str] = field(default_factory=list)


@dataclass
class _Row:
    line: int
    last: int
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass
class _Table:
    """A table as its tags come: the row and the list of words that are open now, if any."""

    line: int
    rows: list[_Row] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    words: list[str] | None = None


def _grid(table: _Table) -> list[Line]:
    """The rows of the table with every spanned place filled in."""
    filled: dict[int, dict[int, Cell]] = defaultdict(dict)
    total = 0
    for number, row in enumerate(table.rows):
        column = 1
        for each in row.cells:
            while column in filled[number]:
                column += 1
            place = text_place(each.line)
            below = min(number + each.down, len(table.rows)) if each.down else len(table.rows)
            total += (below - number) * each.across
            refuse_too_many(total, place)
            for at in range(number, below):
                for over in range(column, column + each.across):
                    filled[at].setdefault(over, Cell(merged="left" if over > column else "above"))
            filled[number][column] = Cell(clean("".join(each.words)), place)
            column += each.across
    return [
        Line(text_place(row.line), row.line, row.last, filled[number], row.hidden)
        for number, row in enumerate(table.rows)
    ]


def _read_page(text: str) -> "_Page":
    """The tables of the page. It must be whole: a page cut off in a tag or a table has lost rows."""
    if text.count("<") + text.count("&") > MOST_TAGS:
        raise UnreadableSource(Finding("error", "html_too_large", "", {"most": str(MOST_TAGS)}))
    page = _Page()
    try:
        page.feed(text + "\n")  # never close(): on unfinished tags it takes quadratic time
    except AssertionError as trouble:
        raise _cut(page) from trouble
    if page.rawdata.strip() or page.open or page.silent:
        raise _cut(page)
    page.end_block()
    return page


def _cut(page: "_Page") -> UnreadableSource:
    line = page.open[-1].line if page.open and not page.rawdata.strip() else page.getpos()[0]
    return UnreadableSource(Finding("error", "html_cut", text_place(line), {"line": str(line)}, (line, line)))


class _Page(HTMLParser):
    """Collects every table and, in blocks, the text outside of tables. Scripts and styles say nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.outside: list[Remark] = []
        self.block: list[str] = []
        self.block_line = 0
        self.silent: list[str] = []
        self.lists: list[int | None] = []
        self.raised = 0
        self.kept_breaks = 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            words = raised(data) if self.raised else data
            self._write(words if self.kept_breaks else _BLANK.sub(" ", words))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        if self.silent:
            return
        if tag in _BLOCKS:
            self.end_block()
        act = self._STARTS.get(tag)
        if act:
            act(self, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag in _BLOCKS:
            self.end_block()
        act = self._ENDS.get(tag)
        if act:
            act(self)

    def end_block(self) -> None:
        """A block ends: a line break inside a cell, a remark outside of tables."""
        if self._writes_cell():
            self._write("\n")
            return
        text = clean("".join(self.block))
        if text:
            self.outside.append((text_place(self.block_line), text))
        self.block = []

    def _writes_cell(self) -> bool:
        return any(table.words is not None for table in self.open)

    def _write(self, words: str) -> None:
        """Into every open cell: the text of a table inside a cell is text of that cell too."""
        for table in self.open:
            if table.words is not None:
                table.words.append(words)
                self._reach(table)
        if not self._writes_cell():
            if not self.block and words.strip():
                self.block_line = self.getpos()[0]
            if self.block or words.strip():
                self.block.append(words)

    def _reach(self, table: _Table) -> None:
        if table.rows:
            table.rows[-1].last = self.getpos()[0]

    def _start_table(self, attrs: dict[str, str | None]) -> None:
        if len(self.open) >= DEEPEST:
            raise UnreadableSource(Finding("error", "html_too_large", "", {"most": str(MOST_TAGS)}))
        self.open.append(_Table(self.getpos()[0]))
        self.tables.append(self.open[-1])

    def _end_table(self) -> None:
        if self.open:
            self.open.pop()

    def _start_row(self, attrs: dict[str, str | None]) -> None:
        if self.open:
            line = self.getpos()[0]
            hidden = "hidden" in attrs or bool(_UNSHOWN.search(attrs.get("style") or ""))
            self.open[-1].rows.append(_Row(line, line, hidden))
            self.open[-1].words = None

    def _start_cell(self, attrs: dict[str, str | None]) -> None:
        if not self.open:
            return
        if not self.open[-1].rows:
            self._start_row({})
        self.open[-1].words = None
        self._write(" ")
        down, across = _span(attrs.get("rowspan"), 65_534), max(_span(attrs.get("colspan"), WIDEST), 1)
        cell = _Cell(self.getpos()[0], down, across)
        self.open[-1].rows[-1].cells.append(cell)
        self.open[-1].words = cell.words

    def _start_caption(self, attrs: dict[str, str | None]) -> None:
        if self.open:
            self.open[-1].words = self.open[-1].caption

    def _end_words(self) -> None:
        if self.open:
            self._reach(self.open[-1])
            self.open[-1].words = None

    def _start_list(self, attrs: dict[str, str | None]) -> None:
        start = attrs.get("start") or ""
        self.lists.append(int(start) if start.isdecimal() and len(start) < 5 else 1)

    def _start_bullets(self, attrs: dict[str, str | None]) -> None:
        self.lists.append(None)

    def _end_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def _start_item(self, attrs: dict[str, str | None]) -> None:
        """The number or dash that a reader sees before the item."""
        number = self.lists[-1] if self.lists else None
        self._write("- " if number is None else f"{number}. ")
        if number is not None:
            self.lists[-1] = number + 1

    def _break(self, attrs: dict[str, str | None]) -> None:
        self._write("\n")

    def _start_raised(self, attrs: dict[str, str | None]) -> None:
        self.raised += 1

    def _end_raised(self) -> None:
        self.raised = max(self.raised - 1, 0)

    def _start_pre(self, attrs: dict[str, str | None]) -> None:
        self.kept_breaks += 1

    def _end_pre(self) -> None:
        self.kept_breaks = max(self.kept_breaks - 1, 0)

    _STARTS: dict[str, Callable[["_Page", dict[str, str | None]], None]] = {
        "table": _start_table,
        "caption": _start_caption,
        "tr": _start_row,
        "td": _start_cell,
        "th": _start_cell,
        "ol": _start_list,
        "ul": _start_bullets,
        "li": _start_item,
        "br": _break,
        "sup": _start_raised,
        "pre": _start_pre,
    }
    _ENDS: dict[str, Callable[["_Page"], None]] = {
        "table": _end_table,
        "caption": _end_words,
        "td": _end_words,
        "th": _end_words,
        "tr": _end_words,
        "ol": _end_list,
        "ul": _end_list,
        "sup": _end_raised,
        "pre": _end_pre,
    }


def _span(written: str | None, most: int) -> int:
    """How many rows or columns a cell covers; 1 where that is no number, 0 (all rows that follow) is kept."""
    text = (written or "").strip()
    return min(int(text), most) if text.isdecimal() and len(text) < 10 else 1
