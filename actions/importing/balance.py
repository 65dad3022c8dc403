"""The balance: every word of the source is in the document or accounted for, and nothing is there that was not printed.

It looks at the source and at the document only, not at how one became the other, so that what the reading loses
or doubles shows as an error that names the line and the words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from actions.importing.bodies_cell import is_heading
from actions.importing.flat_text import PageRows, lines_of_page
from actions.importing.grids import text_place
from actions.importing.names import is_between_names
from actions.importing.places import MeasurePlace, ReadProgramme
from actions.importing.rows import Finding, Row
from actors import wording

Column = Literal["number", "measure", "implementation", "body", "schedule"]
Words = Counter[str]
Names = Mapping[str, frozenset[str]]

COLUMNS: tuple[Column, ...] = ("number", "measure", "implementation", "body", "schedule")
# Letters and figures together are a word, so is any other sign by itself but punctuation, dashes and bullets.
WORD = re.compile(r"\w+|[^\w\s.,;:!?()\[\]<>“”„\"'’‘*·•▪◦‣/&–—…-]")
MOST_WORDS = 12  # that a finding quotes


@dataclass(frozen=True)
class _Printed:
    """A text of the source with its place."""

    place: str
    lines: tuple[int, int]
    text: str


def words(*texts: str) -> Words:
    """The words of texts with their counts; punctuation and dashes by themselves are none."""
    return Counter(word for text in texts for word in _in_order(text))


def _in_order(text: str) -> list[str]:
    return WORD.findall(wording.one_line(text))


def balance_page(text: str, page: PageRows) -> list[Finding]:
    """Errors where the lines of the page and the cells of its rows (and the remarks) have not the same words."""
    lines = lines_of_page(text)
    numbers = {text_place(n): n for n in range(1, len(lines) + 1)}
    placed = [(row.first, row.last, [getattr(row, column) for column in COLUMNS]) for row in page.rows]
    placed += [(numbers[place], numbers[place], [remark]) for place, remark in page.remarks]
    findings: list[Finding] = []
    covered: set[int] = set()
    for first, last, told in placed:
        own = [n for n in range(first, last + 1) if n not in covered]
        covered.update(own)
        findings += _compare([_Printed(text_place(first), (first, last), lines[n - 1]) for n in own], told)
    for n, line in enumerate(lines, 1):
        if n not in covered:
            findings += _compare([_Printed(text_place(n), (n, n), line)], [])
    return findings


def balance(read: ReadProgramme) -> list[Finding]:
    """Errors where the rows and the document have not the same words, measure by measure and column by column."""
    findings: list[Finding] = []
    placed = set(read.unplaced)
    bodies = _names(read.document)
    for document, place in zip(read.document["measures"], read.places, strict=True):
        placed.update(place.rows)
        for column in COLUMNS:
            printed = list(_cells(read.rows, place, column))
            told = [*_told(document, column, printed), *_furniture(document, bodies, place, column)]
            findings += _compare(printed or [_Printed(place.place, place.lines, "")], told)
    for index, row in enumerate(read.rows):
        if index not in placed:
            texts = (getattr(row, column) for column in COLUMNS)
            findings += _compare([_Printed(row.place, (row.first, row.last), text) for text in texts], [])
    return [*findings, *_balance_areas(read)]


def _cells(rows: Sequence[Row], place: MeasurePlace, column: Column) -> Iterator[_Printed]:
    """The cells of the column that count: numbers and measure texts once each, others unless they are repeats."""
    seen: set[str] = set()
    for index in place.rows:
        row = rows[index]
        text = wording.one_line(getattr(row, column))
        is_repeat = column in ("number", "measure") or (index, column) in place.repeats
        if not (is_repeat and text in seen):
            yield _Printed(row.place, (row.first, row.last), text)
        seen.add(text)


def _told(document: Mapping[str, Any], column: Column, printed: Sequence[_Printed]) -> list[str]:
    """What the document says of the measure in the column."""
    number, part = document["number"], document["part"] or ""
    if column == "number":
        own = (_groups(number), _groups(number + part))
        return [cell.text for cell in printed if _groups(cell.text) in own]
    if column == "measure":
        texts = list(document["text"].values())
        more = words(*(cell.text for cell in printed)) - words(*texts)
        is_lettered = part in more and any(_in_order(cell.text)[:1] == [part] for cell in printed)
        return [*texts, part] if is_lettered else texts
    if column == "body":
        return [responsibility["as_printed"] for responsibility in document["responsibilities"]]
    facts = document["steps" if column == "implementation" else "schedule"]
    return [text for fact in facts for text in (fact["label"] or "", *fact["text"].values())]


def _groups(number: str) -> list[str]:
    """The figures and the letters of a number, whatever stands between them: "4.3a" as "4.3 a)"."""
    return re.findall(r"\d+|[^\W\d]+", wording.one_line(number))


def _furniture(document: Mapping[str, Any], bodies: Names, place: MeasurePlace, column: Column) -> list[str]:
    """What the reading calls furniture, as far as it can be: headings, words between names, names and labels again."""
    texts = place.furniture.get(column, ())
    if column != "body":
        labels = {fact["label"] for fact in (*document["steps"], *document["schedule"])}
        return [text for text in texts if text in labels]
    names = {name for responsibility in document["responsibilities"] for name in bodies[responsibility["body"]]}
    return [text for text in texts if is_between_names(text) or is_heading(text) or _names_any(text, names)]


def _names_any(text: str, names: Iterable[str]) -> bool:
    folded = wording.fold(text)
    return any(name in folded for name in names)


def _names(document: Mapping[str, Any]) -> Names:
    """The names of each body of the document, folded, by its key."""
    names = {}
    for body in document["bodies"]:
        forms = (body["key"], body["abbreviation"], *body["name"].values(), *body["aliases"])
        names[body["key"]] = frozenset(wording.fold(form) for form in forms if form)
    return names


def _compare(printed: Sequence[_Printed], told: Sequence[str]) -> Iterator[Finding]:
    """Findings about the words that the two sides do not share, at the cell that has most of those left over."""
    texts = [cell.text for cell in printed]
    there, here = words(*texts), words(*told)
    for code, more, among in (("left_over", there - here, texts), ("not_printed", here - there, told)):
        if more:
            cell = max(printed, key=lambda cell: (words(cell.text) & more).total())
            yield Finding("error", code, cell.place, {"words": _quoted(more, among)}, cell.lines)


def _quoted(more: Words, texts: Sequence[str]) -> str:
    """The words in the order of the texts, those of the text that has most of them first."""
    left, found = Counter(more), list[str]()
    for text in sorted(texts, key=lambda text: -(words(text) & more).total()):
        for word in _in_order(text):
            if left[word] > 0:
                left[word] -= 1
                found.append(word)
    return " ".join(found[:MOST_WORDS]) + (" …" if len(found) > MOST_WORDS else "")


def _balance_areas(read: ReadProgramme) -> Iterator[Finding]:
    """Headings between the rows are areas; an area without a printed number has its number from us."""
    told = [(area["number"], "".join(area["name"].values())) for area in read.document["areas"]]
    known = {"".join(_in_order(text)) for number, name in told for text in (f"{number} {name}", name, number)}
    seen: set[str] = set()
    for row in read.rows:
        if row.area not in seen and "".join(_in_order(row.area)) not in known | {""}:
            yield from _compare([_Printed(row.place, (row.first, row.last), row.area)], [])
        seen.add(row.area)
