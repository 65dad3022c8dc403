"""The text of a published page: a table whose rows became lines, its cells parted by a blank and nothing else.

A line is number, measure text (again in every line of the measure), implementation, body and schedule. The measure
text ends where the lines of one number begin to differ; `printed_line` finds the cells behind it. A line without a
number of its own continues the line before: some cells contain line breaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from actions.importing import cell_text, headers
from actions.importing.grids import text_place
from actions.importing.labels import split_label
from actions.importing.printed_line import LONGEST_NAME, MARK, Cells, Span, cells_after, find_body, sentence_ends
from actions.importing.rows import Finding, Row
from actors.register import Entry, Register

ROW = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?\s+(?P<rest>\S.*)", re.DOTALL)
PART = re.compile(r"\s*(?P<label>[a-zåäö])[.)]\s+(?=\S)")
ROW_TEXT = re.compile(r"[A-ZÅÄÖ“\"(]|[a-zåäö][.)]\s|\d|[-–—]\s")
SENTENCE_END = re.compile(r"[.!?:][”\")]*$")
LIKELY_NAME = re.compile(r"\s[-–—]\s[-–—]\s(?P<name>[^.:;,]+?)\s[-–—]$")
WORDS_OF_START = 2
FARTHEST_AREA = 2  # how many areas a programme may leave out before a number is rather a date


@dataclass(frozen=True)
class PageRows:
    """The rows of a page, what should be checked, and (place, text) of what stands outside the table.

    `spans`: the lines in the source of a cell, by the index of its row and its column; a cell that is not there
    stands in the lines of its row. `language` is that of the headings, None where none are printed.
    """

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[tuple[str, str], ...]
    spans: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    language: str | None = None


@dataclass(frozen=True)
class _Printed:
    """One printed row: its lines in the source, its number, its text without the number."""

    lines: tuple[int, ...]
    number: str
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The lines in the source of a part of the text."""
        last = self.text.count("\n", 0, max(start, end - 1))
        return self.lines[self.text.count("\n", 0, start)], self.lines[last]


def lines_of_page(text: str) -> list[str]:
    """The lines of a page as people count them, each cleaned."""
    return [cell_text.clean(line).replace("\n", " ") for line in text.replace("\r\n", "\n").split("\n")]


def rows_of_page(text: str, names: Register) -> PageRows:
    """The rows of the page `text`; `names` are the bodies that a body cell can hold."""
    reading = _Lines()
    for n, line in enumerate(lines_of_page(text), 1):
        reading.take(n, line)
    reading.close()
    printed, findings = reading.printed, reading.findings
    if not printed:
        findings.append(Finding("error", "no_measures", text_place(1)))
    known = names.copy()
    for entry in _likely_names(printed, names):
        known.add(entry)
    rows: list[Row] = []
    spans: dict[tuple[int, str], tuple[int, int]] = {}
    for row, end in zip(printed, _measure_ends(printed, known), strict=True):
        cells = cells_after(row.text, end.at, known)
        spans |= {(len(rows), column): row.span(*span) for column, span in _columns(end.at, cells).items()}
        rows.append(_row(row, end.at, cells))
        findings += _doubts(row, end, cells)
    return PageRows(tuple(rows), tuple(findings), tuple(reading.remarks), spans, reading.language)


def _columns(at: int, cells: Cells) -> dict[str, Span]:
    measure = (0, at)
    columns = {
        "measure": measure,
        "implementation": cells.implementation,
        "body": cells.body,
        "schedule": cells.schedule,
    }
    return {column: span for column, span in columns.items() if span[0] < span[1]}


def _row(row: _Printed, at: int, cells: Cells) -> Row:
    texts: dict[str, Any] = {
        column: row.text[start:end].strip() for column, (start, end) in _columns(at, cells).items()
    }
    return Row(place=text_place(row.lines[0]), first=row.lines[0], last=row.lines[-1], number=row.number, **texts)


def _doubts(row: _Printed, end: "_End", cells: Cells) -> Iterator[Finding]:
    place, lines = text_place(row.lines[0]), (row.lines[0], row.lines[-1])
    if end.is_guessed:
        yield Finding("doubt", "measure_end_guessed", place, {"number": row.number}, lines)
    if cells.doubt:
        name = row.text[slice(*cells.body)].lstrip("-–— ")
        yield Finding("doubt", cells.doubt, place, {"name": name} if name else {}, lines)


def _likely_names(printed: Sequence[_Printed], names: Register) -> Iterator[Entry]:
    """Names that a line holds and nothing else: implementation and schedule are both empty."""
    for row in printed:
        match = LIKELY_NAME.search(row.text)
        if match and len(match["name"].split()) <= LONGEST_NAME and not names.find(match["name"]):
            yield Entry(match["name"])


class _Lines:
    """Takes the lines one after the other: above the table, in it, below it."""

    def __init__(self) -> None:
        self.remarks: list[tuple[str, str]] = []
        self.findings: list[Finding] = []
        self.printed: list[_Printed] = []
        self.open: list[tuple[int, str]] = []
        self.below: list[tuple[int, str]] = []
        self.blank = 0
        self.number = ""
        self.starts: dict[str, str] = {}
        self.language: str | None = None

    def take(self, n: int, line: str) -> None:
        if not line:
            self.blank = n
        elif number := self._number(n, line):
            self._end_row(with_below=True)
            self.number, self.open = number, [(n, line)]
        elif not self.number or header_language(line):
            self.language = self.language or header_language(line)
            self.remarks.append((text_place(n), line))
        elif self.below or self.blank == n - 1:
            self.below.append((n, line))
        else:
            self.open.append((n, line))

    def close(self) -> None:
        """No line follows: what stands behind a blank line below the last row is no part of the table."""
        self._end_row(with_below=False)
        self.remarks += [(text_place(n), line) for n, line in self.below]

    def _end_row(self, with_below: bool) -> None:
        if with_below:
            self.open += self.below
            self.below = []
        match = ROW.fullmatch("\n".join(line for _, line in self.open))
        if match:
            self.printed.append(_Printed(tuple(n for n, _ in self.open), self.number, match["rest"]))

    def _number(self, n: int, line: str) -> str | None:
        """The number that a row begins with; None where the line only looks like one."""
        match = ROW.fullmatch(line)
        if not match or not ROW_TEXT.match(match["rest"]):
            return None
        number, start = match["number"], " ".join(match["rest"].split()[:WORDS_OF_START])
        if number == self.number or self._is_likely(number, start):
            self.starts.setdefault(number, start)
            return number
        self.findings.append(Finding("doubt", "number_in_text", text_place(n), {"number": number}, (n, n)))
        return None

    def _is_likely(self, number: str, start: str) -> bool:
        """A number seen before comes back with its text; a new one lies near the areas seen."""
        if number in self.starts:
            return self.starts[number] == start
        areas = [int(seen.split(".")[0]) for seen in self.starts]
        return not areas or int(number.split(".")[0]) <= max(areas) + FARTHEST_AREA


def header_language(line: str) -> str | None:
    """The language in which the line holds the headings of at least four of the five columns; None elsewhere."""
    folded = f" {line.casefold()} "
    for language, fields in headers.WORDS.items():
        named = [any(f" {heading.casefold()} " in folded for heading in fields[name]) for name in headers.FIELDS]
        if sum(named) >= 4:
            return language
    return None


@dataclass(frozen=True)
class _End:
    """Where the measure text of a printed row ends, and whether that is a guess."""

    at: int
    is_guessed: bool = False


def _measure_ends(printed: Sequence[_Printed], names: Register) -> Iterator[_End]:
    for _, group in groupby(printed, key=lambda row: row.number):
        texts = [row.text for row in group]
        labels = [match["label"] if (match := PART.match(text)) else None for text in texts]
        if None in labels:
            yield from _ends(texts, names)
            continue
        for _, block in groupby(zip(labels, texts, strict=True), key=lambda labelled: labelled[0]):
            yield from _ends([text for _, text in block], names)


def _ends(texts: Sequence[str], names: Register) -> list[_End]:
    """Where the measure text ends in each of the lines that begin with the same one."""
    if len(set(texts)) == 1:
        return [_end_of_one(texts[0], names)] * len(texts)
    words = [[match.span() for match in re.finditer(r"\S+", text)] for text in texts]
    common = _common(texts, words)
    while common and MARK.fullmatch(_word(texts[0], words[0], common - 1)):
        common -= 1
    text = texts[0][: words[0][common - 1][1]] if common else ""
    is_sure = SENTENCE_END.search(text) or any(_begins_cell(t, w, common) for t, w in zip(texts, words, strict=True))
    inner = [end for end in sentence_ends(text) if end < len(text)]
    if not is_sure and inner:
        common = len(text[: inner[-1]].split())
    return [_End(spans[common - 1][1] if common else 0) for spans in words]


def _common(texts: Sequence[str], words: Sequence[Sequence[Span]]) -> int:
    """How many words the lines have in common at their beginning."""
    common = 0
    for column in zip(*words, strict=False):
        if len({text[start:end] for text, (start, end) in zip(texts, column, strict=True)}) > 1:
            break
        common += 1
    return common


def _word(text: str, words: Sequence[Span], n: int) -> str:
    return text[slice(*words[n])] if n < len(words) else ""


def _begins_cell(text: str, words: Sequence[Span], n: int) -> bool:
    """Whether a cell begins at the n-th word for sure: a dash, a label, the end."""
    rest = text[words[n][0] :] if n < len(words) else "-"
    return bool(MARK.match(rest) or split_label(rest).label)


def _end_of_one(text: str, names: Register) -> _End:
    """Where the measure text of a single line ends: before its repeated label, else behind its first sentence."""
    label = PART.match(text)
    again = re.search(rf"(?<!\S){label['label']}[.)]\s", text[label.end() :]) if label else None
    if label and again:
        return _End(len(text[: label.end() + again.start()].rstrip()))
    start = label.end() if label else 0
    body = find_body(text, start, names)
    head = text[: body.span[0]].rstrip() if body else text.rstrip()
    if MARK.fullmatch(head[-1:]) and head[-2:-1].isspace():
        return _End(len(head[:-1].rstrip()))
    end = start + sentence_ends(head[start:])[0]
    is_guessed = end < len(head)
    # A dash before the first body of a measure is rather an empty implementation than a unit.
    return _End(len(head) if body and MARK.match(text, body.span[0]) else end, is_guessed)
