"""Steps and schedule items, from the implementation and schedule cells of one measure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from actions.importing.labels import Tie, split_label, tie
from actions.importing.places import Lines
from actions.importing.rows import Row
from actors import wording

Column = Literal["implementation", "schedule"]

BULLET = re.compile(r"[·•▪◦‣*]\s*")
DASH = re.compile(r"[-–—]\s+")
SENTENCE_END = re.compile(r"[.!?:;][”\")]*$")
BARE_TIME_WORDS = 6
STEM = 8  # letters
CLEARLY_MORE = 2  # words that an item shares with one step alone


@dataclass(frozen=True)
class CellLine:
    """One line of a cell, as printed but on one line; `row` is the index of its row."""

    text: str
    row: int
    lines: Lines


@dataclass
class Paragraph:
    """One step or one schedule item. `joined` are the lines that were put to it without a label of their own."""

    label: str | None
    text: str
    row: int
    lines: Lines
    is_list: bool = False
    joined: list[CellLine] = field(default_factory=list)

    def take(self, text: str, lines: Lines) -> None:
        self.text = f"{self.text} {text}"
        self.lines = (min(self.lines[0], lines[0]), max(self.lines[1], lines[1]))


@dataclass
class Deeds:
    """The steps and the schedule items of one measure, a tie for each item, and what the cells print besides."""

    steps: list[Paragraph] = field(default_factory=list)
    items: list[Paragraph] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    repeats: set[tuple[int, str]] = field(default_factory=set)
    furniture: dict[str, list[str]] = field(default_factory=lambda: {"implementation": [], "schedule": []})


LinesOf = Callable[[int, str], Lines]
IsTime = Callable[[str], bool]


def zipped_deeds(rows: Sequence[tuple[int, Row]], lines_of: LinesOf) -> Deeds:
    """Read printed lines: each cell is a paragraph of its column, and only labels tie items to steps."""
    deeds = Deeds()
    paragraphs = _paragraphs(_whole_cells(rows, "implementation", lines_of))
    deeds.steps = _labelled(paragraphs, deeds.furniture["implementation"])
    for line in _whole_cells(rows, "schedule", lines_of):
        deeds.items.append(_open(line.text, line, deeds.furniture["schedule"]))
    deeds.ties = list(map(partial(_checked, deeds.steps), deeds.items, _tie_all(deeds.steps, deeds.items)))
    return deeds


def table_deeds(rows: Sequence[tuple[int, Row]], lines_of: LinesOf, is_time: IsTime) -> Deeds:
    """Read table rows: the lines of a cell are steps or items of their own, and a row's items go with its steps.

    `is_time` tells whether a line says a time by itself.
    """
    deeds = Deeds()
    above = Row("", 0, 0)
    mine: list[int] = []
    items_of_rows: list[tuple[list[int], list[Paragraph]]] = []
    for index, row in rows:
        is_repeat = bool(row.implementation) and row.implementation == above.implementation
        if is_repeat:
            deeds.repeats.add((index, "implementation"))
        elif lines := _lines(index, row, "implementation", lines_of):
            steps = _labelled(_paragraphs(lines), deeds.furniture["implementation"])
            mine = [len(deeds.steps) + n for n in range(1, len(steps) + 1)]
            deeds.steps += steps
        if (is_repeat or not row.implementation) and row.schedule and row.schedule == above.schedule:
            deeds.repeats.add((index, "schedule"))
            continue
        lines = _lines(index, row, "schedule", lines_of)
        items_of_rows.append((mine, _items(lines, len(mine), is_time, deeds.furniture["schedule"])))
        above = Row("", 0, 0, implementation=row.implementation or above.implementation, schedule=row.schedule)
    for mine, items in items_of_rows:
        deeds.ties += map(partial(_checked, deeds.steps), items, _tie_row(deeds.steps, mine, items))
        deeds.items += items
    return deeds


def _whole_cells(rows: Sequence[tuple[int, Row]], column: Column, lines_of: LinesOf) -> list[CellLine]:
    cells = [(index, wording.one_line(getattr(row, column))) for index, row in rows]
    return [CellLine(text, index, lines_of(index, column)) for index, text in cells if text.strip("-–— ")]


def _lines(index: int, row: Row, column: Column, lines_of: LinesOf) -> list[CellLine]:
    texts = map(wording.one_line, getattr(row, column).split("\n"))
    return [CellLine(text, index, lines_of(index, column)) for text in texts if text.strip("-–— ")]


def _paragraphs(lines: Sequence[CellLine]) -> list[Paragraph]:
    """Lines into paragraphs: a list under a colon stays together, a sentence goes on over lines."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        last = paragraphs[-1] if paragraphs else None
        is_item = bool(BULLET.match(line.text) or DASH.match(line.text))
        if last and is_item and (last.is_list or last.text.endswith(":")):
            last.is_list = True
            last.take(line.text, line.lines)
        elif last and not is_item and _goes_on(last.text, line.text):
            last.take(line.text, line.lines)
        else:
            text = DASH.sub("", line.text, count=1) if DASH.match(line.text) else line.text
            paragraphs.append(Paragraph(None, text, line.row, line.lines))
    return paragraphs


def _goes_on(before: str, text: str) -> bool:
    return text[:1].islower() and not SENTENCE_END.search(before) and split_label(text).label is None


def _labelled(paragraphs: Sequence[Paragraph], furniture: list[str]) -> list[Paragraph]:
    """A label opens a step, and what follows without a label belongs to it; before it each paragraph is a step."""
    steps: list[Paragraph] = []
    for paragraph in paragraphs:
        line = CellLine(paragraph.text, paragraph.row, paragraph.lines)
        step = _open(paragraph.text, line, furniture)
        if step.label is None and steps and steps[-1].label:
            steps[-1].take(paragraph.text, paragraph.lines)
            steps[-1].joined.append(line)
        else:
            steps.append(step)
    return steps


def _open(text: str, line: CellLine, furniture: list[str]) -> Paragraph:
    labelled = split_label(text)
    marks = re.findall(r"\w+", labelled.printed)
    furniture += marks[1:]
    return Paragraph(labelled.label, labelled.text, line.row, line.lines)


def _items(lines: Sequence[CellLine], steps: int, is_time: IsTime, furniture: list[str]) -> list[Paragraph]:
    """The items of a table cell: one a line, unless a line can't be read alone and goes on from the one before."""
    items: list[Paragraph] = []
    for line in lines:
        text = DASH.sub("", line.text, count=1) if DASH.match(line.text) else line.text
        goes_on = items and len(lines) != steps and _goes_on(items[-1].text, text)
        if goes_on and not (is_time(items[-1].text) and is_time(text)):
            items[-1].take(text, line.lines)
        else:
            items.append(_open(text, line, furniture))
    return items


def _tie_all(steps: Sequence[Paragraph], items: Sequence[Paragraph]) -> list[Tie]:
    """Tie by labels; as many bare times as steps, none of them labelled, go in pairs."""
    is_paired = len(steps) == len(items) > 1 and not any(each.label for each in (*steps, *items))
    if is_paired and all(_is_short(item.text) for item in items):
        return [Tie(n, "pair") for n in range(1, len(items) + 1)]
    return tie([step.label for step in steps], [item.label for item in items])


def _tie_row(steps: Sequence[Paragraph], mine: Sequence[int], items: Sequence[Paragraph]) -> list[Tie]:
    """Tie the items of one row to its steps; a label may reach the other steps of the measure."""
    if len(mine) != 1 and any(step.label for step in steps) and any(item.label for item in items):
        return tie([step.label for step in steps], [item.label for item in items])
    ties = _tie_all([steps[n - 1] for n in mine], items)
    return [Tie(mine[each.step - 1] if each.step else None, each.reason) for each in ties]


def _checked(steps: Sequence[Paragraph], item: Paragraph, told: Tie) -> Tie:
    """Untie an item without a label whose words are clearly those of another step than the one it stands under."""
    if told.reason != "under" or told.step is None:
        return told
    stems = [_stems(step.text) for step in steps]
    shared = [
        sum(stem in own and sum(stem in other for other in stems) == 1 for stem in _stems(item.text)) for own in stems
    ]
    return Tie(None, "other") if max(shared) >= shared[told.step - 1] + CLEARLY_MORE else told


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words, which stay the same in every case of a Finnish noun."""
    return {word[:STEM] for word in re.findall(r"[^\W\d_]+", wording.fold(text)) if len(word) >= STEM}


def _is_short(text: str) -> bool:
    """A time and no sentence: "31.12.2023", "syksyllä 2018"."""
    return len(text.split()) <= BARE_TIME_WORDS and not re.search(r"[^\d\s][.!?]$", text)
