"""From rows to the interchange document: measures with all that belongs to them, each fact with its place."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions import schedule_reader
from actions.importing.areas import Areas
from actions.importing.balance import balance, balance_page
from actions.importing.bodies_cell import BodyCell, BodyLine, Mention, is_dashed, read_bodies
from actions.importing.cells import Deeds, table_deeds, zipped_deeds
from actions.importing.doubts import doubts_of
from actions.importing.explanations import explanations
from actions.importing.flat_text import rows_of_page
from actions.importing.links import Targets, links_of
from actions.importing.measures_of_rows import RowsOfMeasure, group_rows
from actions.importing.places import About, Lines, MeasurePlace, ReadProgramme, place_in
from actions.importing.rows import Finding, Row
from actions.importing.sources import FORMAT, Source
from actors import wording
from actors.register import Register


def read_source(source: Source, register: Register, about: About) -> ReadProgramme:
    """Read a page or a table; an interchange document is not read here.

    The findings are those of the reading; what opening the file found stays with the source. `remarks` is all text
    outside the table, from both.
    """
    if source.kind == "page":
        page = rows_of_page(source.text, register)
        known = _completed(about, page.language, source.name)
        read = read_rows(page.rows, register, known, zipped=True, spans=page.spans)
        found = (*page.findings, *balance_page(source.text, page), *read.findings)
        return replace(read, findings=tuple(_of_file(source, found)), remarks=(*source.remarks, *page.remarks))
    lines = {finding.lines for finding in source.findings if finding.code == "measure_without_number"}
    continued = {index for index, row in enumerate(source.rows) if (row.first, row.last) in lines}
    known = _completed(about, source.language, source.name)
    read = read_rows(source.rows, register, known, continued=continued)
    return replace(read, findings=tuple(_of_file(source, read.findings)), remarks=source.remarks)


def _completed(about: About, language: str | None = None, document: str = "") -> About:
    return replace(about, language=about.language or language or "fi", document=about.document or document)


def _of_file(source: Source, findings: Sequence[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, place=finding.place or source.name, facts={"file": source.name, **finding.facts})


def read_rows(
    rows: Sequence[Row],
    register: Register,
    about: About,
    *,
    zipped: bool = False,
    spans: Mapping[tuple[int, str], Lines] | None = None,
    continued: Collection[int] = (),
) -> ReadProgramme:
    """The programme that the rows hold; bodies that the register does not know become new ones of the document.

    `zipped`: the rows are printed lines, whose cells were read top-down each on its own. `spans`: the lines of
    single cells by row index and column; a cell without stands in the lines of its row. `continued`: indices of
    rows whose measure text goes on from above. Never raises: what can't be read is an error among the findings.
    """
    about = _completed(about)
    grouped = group_rows(rows, zipped=zipped, continued=continued)
    areas = Areas(rows, grouped.measures)
    reading = _Reading(rows, register, about, zipped, spans or {})
    read = [reading.measure(measure, areas.number_of(measure)) for measure in grouped.measures]
    reading.close_cell()
    read.sort(key=lambda pair: wording.number_key(pair[0]["number"], pair[0]["part"] or ""))
    reading.link(read, areas)
    document = {
        "format": FORMAT,
        "programme": {
            "slug": about.slug,
            "name": dict(about.name),
            "kind": about.kind,
            "measure_word": dict(about.measure_word),
        },
        "areas": areas.as_document(about.language),
        "bodies": list(_bodies([measure for measure, _ in read], reading.register)),
        "measures": [measure for measure, _ in read],
    }
    findings = (*grouped.findings, *areas.findings(), *reading.findings)
    whole = ReadProgramme(
        document, tuple(place for _, place in read), findings, tuple(rows), frozenset(grouped.unplaced)
    )
    return replace(whole, findings=(*findings, *balance(whole)))


class _Reading:
    """What the measures of one source share while they are read one after the other."""

    def __init__(
        self,
        rows: Sequence[Row],
        register: Register,
        about: About,
        zipped: bool,
        spans: Mapping[tuple[int, str], Lines],
    ) -> None:
        self.rows = rows
        self.register = register.copy()
        self.about = about
        self.zipped = zipped
        self.spans = spans
        self.findings: list[Finding] = []
        self.explained = {each.meant.key: each for each in explanations(rows, register, about.language)}
        for each in self.explained.values():
            self.register.prefer(each.abbreviation, each.meant)
        self.open_cell: tuple[str, MeasurePlace] | None = None

    def measure(self, measure: RowsOfMeasure, area: str | None) -> tuple[dict[str, Any], MeasurePlace]:
        rows = [(index, self.rows[index]) for index in measure.rows]
        deeds = zipped_deeds(rows, self._lines) if self.zipped else table_deeds(rows, self._lines, _is_time)
        body_lines, repeats = self._body_lines(rows)
        under_heading = self._goes_on(measure, body_lines)
        bodies = self._bodies(body_lines, under_heading)
        place = MeasurePlace(
            place=rows[0][1].place,
            lines=(min(row.first for _, row in rows), max(row.last for _, row in rows)),
            rows=tuple(measure.rows),
            steps=tuple(step.lines for step in deeds.steps),
            schedule=tuple(item.lines for item in deeds.items),
            responsibilities=tuple(mention.lines for mention in bodies.mentions),
            repeats=frozenset(deeds.repeats | repeats),
            furniture={column: tuple(words) for column, words in {**deeds.furniture, "body": bodies.furniture}.items()},
        )
        document = self._document(measure, area, deeds, bodies, place)
        self.findings += doubts_of(document, place, deeds, bodies, self.rows)
        self.open_cell = (_code(document), place) if bodies.ends_in_heading else None
        return document, place

    def close_cell(self) -> None:
        """A heading over partners whose names never came."""
        if self.open_cell:
            code, place = self.open_cell
            self._tell("heading_without_names", place, measure=code)
        self.open_cell = None

    def link(self, read: Sequence[tuple[dict[str, Any], MeasurePlace]], areas: Areas) -> None:
        """Fill in the links that the texts state; a reference without a target is a doubt."""
        targets = Targets([(measure["number"], measure["part"]) for measure, _ in read], areas.names)
        for measure, place in read:
            lost: list[str] = []
            for text in _texts(measure):
                links, unknown = links_of(text, _code(measure), targets)
                for link in links:
                    if link not in measure["links"]:
                        measure["links"].append(link)
                lost += unknown
            for reference in dict.fromkeys(lost):
                self._tell("link_without_target", place, measure=_code(measure), words=reference)

    def _document(
        self, measure: RowsOfMeasure, area: str | None, deeds: Deeds, bodies: BodyCell, place: MeasurePlace
    ) -> dict[str, Any]:
        steps = enumerate(deeds.steps, 1)
        items = enumerate(zip(deeds.items, deeds.ties, strict=True), 1)
        return {
            "number": measure.number,
            "part": measure.part,
            "area": area,
            "title": {},
            "text": self._text(measure.text),
            "responsibilities": [_responsibility(mention) for mention in bodies.mentions],
            "steps": [{"n": n, "label": step.label, "text": self._text(step.text)} for n, step in steps],
            "schedule": [
                {"n": n, "label": item.label, "step": tie.step, "text": self._text(item.text), **_times(item.text)}
                for n, (item, tie) in items
            ],
            "links": [],
            "source": {"document": self.about.document, "lines": list(place.lines)},
        }

    def _body_lines(self, rows: Sequence[tuple[int, Row]]) -> tuple[list[BodyLine], set[tuple[int, str]]]:
        """The lines of the body cells, and the cells that only repeat one above: in a table they say nothing new."""
        lines: list[BodyLine] = []
        repeats: set[tuple[int, str]] = set()
        seen: set[str] = set()
        for index, row in rows:
            cell = wording.one_line(row.body)
            if cell in seen and not self.zipped:
                repeats.add((index, "body"))
                continue
            seen.add(cell)
            texts = [cell] if self.zipped else re.split(r"\n(?!\s*\()", row.body)
            at = self._lines(index, "body")
            lines += [BodyLine(text, place_in(row, at, "body"), at) for text in texts if text.strip()]
        return lines, repeats

    def _goes_on(self, measure: RowsOfMeasure, lines: Sequence[BodyLine]) -> bool:
        """Whether the body cell of the measure above runs on into this one, below its heading over partners."""
        if not self.open_cell:
            return False
        if not lines or not is_dashed(lines[0].text):
            self.close_cell()
            return False
        code = measure.number + (measure.part or "")
        facts = {"measure": code, "first": self.open_cell[0]}
        self.findings.append(Finding("doubt", "body_cell_shared", lines[0].place, facts, lines[0].lines))
        return True

    def _bodies(self, lines: Sequence[BodyLine], under_heading: bool) -> BodyCell:
        """The bodies of a measure; new ones join the register, so that the next measure knows them."""
        bodies = read_bodies(
            lines, self.register, self.about.language, first_leads=not self.zipped, under_heading=under_heading
        )
        for entry in bodies.newcomers:
            self.register.add(entry)
        for mention in bodies.mentions:
            if explained := self.explained.pop(mention.entry.key, None):
                names = {"name": explained.abbreviation, "body": explained.listed.key, "words": explained.meant.key}
                self.findings.append(Finding("doubt", "abbreviation_explained", mention.place, names, mention.lines))
        return bodies

    def _lines(self, index: int, column: str) -> Lines:
        row = self.rows[index]
        return self.spans.get((index, column), (row.first, row.last))

    def _text(self, text: str) -> dict[str, str]:
        return {self.about.language: text} if text else {}

    def _tell(self, code: str, place: MeasurePlace, **facts: str) -> None:
        self.findings.append(Finding("doubt", code, place.place, facts, place.lines))


def _code(measure: Mapping[str, Any]) -> str:
    return f"{measure['number']}{measure['part'] or ''}"


def _texts(measure: Mapping[str, Any]) -> Iterator[str]:
    for fact in (measure, *measure["steps"], *measure["schedule"]):
        yield from fact["text"].values()


def _responsibility(mention: Mention) -> dict[str, Any]:
    return {
        "body": mention.entry.key,
        "role": mention.role,
        "under": mention.under,
        "qualifier": mention.qualifier,
        "as_printed": mention.as_printed,
        "from": None,
        "until": None,
    }


def _times(text: str) -> dict[str, Any]:
    """The reading of a schedule text, as the interchange document has it."""
    reading = schedule_reader.read(text, None).as_json()
    return {key: reading[key] for key in ("kind", "edtf", "earliest", "latest", "parts")}


def _is_time(text: str) -> bool:
    """Whether the text says a time by itself: "vuoden 2024 aikana" does, "mennessä" does not."""
    times = _times(text)
    return times["edtf"] is not None or times["kind"] in ("continuous", "recurring")


def _bodies(measures: Sequence[Mapping[str, Any]], register: Register) -> Iterator[dict[str, Any]]:
    """The bodies in use and those that they stand under, by key."""
    used = {responsibility["body"] for measure in measures for responsibility in measure["responsibilities"]}
    for entry in sorted(register.with_parents(used), key=lambda entry: entry.key):
        yield {
            "key": entry.key,
            "abbreviation": entry.abbreviation,
            "name": entry.name,
            "kind": entry.kind,
            "parent": entry.parent if entry.parent and register.get(entry.parent) else None,
            "aliases": sorted(entry.aliases, key=wording.fold),
        }
