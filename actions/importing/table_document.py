"""From a table or a printed page to the whole document of a programme: read, then completed with what is known."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.importing.document import Document, code, ended_measures, role_name
from actions.importing.interchange import faults, place_of
from actions.importing.merging import merge
from actions.importing.normal import normal
from actions.importing.places import About, ReadProgramme
from actions.importing.reading import read_source
from actions.importing.rows import Finding
from actions.importing.sources import Source
from actors.models import Body
from actors.register import Entry, Register
from strategy.models import Programme

# (code of a measure, kind of fact, its place) → first and last line in the source
Places = dict[tuple[str, str, str], tuple[int, int]]


@dataclass(frozen=True)
class Aim:
    """What a file is to become: the programme's address, the names typed with the file, what is known on the day."""

    slug: str
    names: dict[str, str]
    on: date
    programme: Programme | None = None
    before: Document | None = None


@dataclass(frozen=True)
class Found:
    """What a source says of the programme; `unknown` are the keys of bodies that no list has."""

    document: Document
    findings: list[Finding]
    places: Places = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()


def document_of_table(source: Source, aim: Aim) -> Found:
    """The programme as the table and what is known already say it together."""
    register = known_bodies()
    about = About(slug=aim.slug, name=aim.names or named(aim.before, source), document=source.name)
    reading = read_source(source, register, about)
    read = normal(reading.document)
    ended = {}
    if aim.programme:
        ended = ended_measures(aim.programme, aim.on, [code(measure) for measure in read["measures"]])
    document = merge(aim.before, read, ended)

    def place(fault: Any, document: Document) -> str:
        steps = list(fault.absolute_path)
        return reading.places[int(steps[1])].place if steps[0] == "measures" else place_of(fault, document)

    findings = [*source.findings, *reading.findings, *faults(source.name, document, place)]
    findings += text_changed(source.name, aim.before, document)
    unknown = frozenset(body["key"] for body in document["bodies"] if not register.get(body["key"]))
    return Found(document, findings, lines_of_facts(reading), unknown)


def named(before: Document | None, source: Source) -> dict[str, str]:
    """The programme's name: the one it has, else the title above the table."""
    if before:
        return dict(before["programme"]["name"])
    return {source.language or "fi": source.title} if source.title else {}


def known_bodies() -> Register:
    """The bodies of the register, then those that ship with the product: the administrator's names win."""
    rows = Body.objects.select_related("parent").prefetch_related("aliases").order_by("pk")
    register = Register(
        Entry(
            key=body.key, abbreviation=body.abbreviation, name_fi=body.name_fi, name_sv=body.name_sv,
            name_en=body.name_en, kind=body.kind, parent=body.parent.key if body.parent else None,
            aliases=tuple(alias.name for alias in body.aliases.all()),
        )
        for body in rows
    )  # fmt: skip
    for entry in Register.shipped():
        register.add(entry)
    return register


def text_changed(file: str, before: Document | None, after: Document) -> list[Finding]:
    """One doubt for all measures whose text is new in a language while its translations stay as they were."""
    old = {code(measure): measure["text"] for measure in before["measures"]} if before else {}
    codes = [
        code(measure)
        for measure in after["measures"]
        if (was := old.get(code(measure))) and was != measure["text"] and was.items() & measure["text"].items()
    ]
    return [Finding("doubt", "text_changed", "", {"file": file, "measures": ", ".join(codes)})] if codes else []


def lines_of_facts(reading: ReadProgramme) -> Places:
    """The first and last line of every fact, under the names that applying uses."""
    places: Places = {}
    for measure, place in zip(reading.document["measures"], reading.places, strict=True):
        name = code(measure)
        for kind in ("steps", "schedule", "responsibilities"):
            for row, lines in zip(measure[kind], getattr(place, kind), strict=True):
                key = role_name(row) if kind == "responsibilities" else str(row["n"])
                places[name, kind, key] = lines
    return places
