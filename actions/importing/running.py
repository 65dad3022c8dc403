"""An import from end to end: read and compare first, change only when told, keep the file that was read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from actions.importing.applying import Places, apply
from actions.importing.comparing import Change, code, compare, role_name, tally
from actions.importing.document import Document, programme_document
from actions.importing.interchange import read_document
from actions.importing.merging import merge
from actions.importing.places import About, ReadProgramme
from actions.importing.reading import read_source
from actions.importing.rows import Finding, UnreadableSource
from actions.importing.sources import open_source
from actions.models import ProgrammeImport, ScheduleItem
from actions.models.imports import ImportState
from actors.models import Body
from actors.register import Entry, Register
from strategy.models import Programme


class Changed(Exception):
    """What the import would change is no longer what was shown."""


@dataclass(frozen=True)
class Prepared:
    """What a file would make of a programme: nothing is written. `document` is None when it can't be read."""

    file_name: str
    sha256: str
    document: Document | None
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: Places = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "error"]

    @property
    def may_apply(self) -> bool:
        return self.document is not None and not self.errors

    @property
    def token(self) -> str:
        """Stands for exactly these changes: a confirmation is good for them alone."""
        shown = [(c.verb, c.subject, c.name, c.before, c.after) for c in self.changes if c.verb != "unchanged"]
        return sha256(repr(shown).encode()).hexdigest()


def prepare(file_name: str, content: bytes, slug: str, names: dict[str, str], on: date) -> Prepared:
    """Read the file as the programme `slug` and hold it against what is known of that programme on the day.

    `names` are the programme's names by language, for a source that prints none. Never raises for a bad file:
    its findings say what is wrong.
    """
    digest = sha256(content).hexdigest()
    programme = Programme.objects.filter(slug=slug).first()
    before = programme_document(programme, on) if programme else None
    try:
        read, findings, places = read(file_name, content, slug, names, before)
    except UnreadableSource as refusal:
        return Prepared(file_name, digest, None, findings=[refusal.finding])
    if any(finding.level == "error" for finding in findings) and not read:
        return Prepared(file_name, digest, None, findings=findings)
    return Prepared(file_name, digest, read, compare(before, read), findings, places)


def read(
    file_name: str, content: bytes, slug: str, names: dict[str, str], before: Document | None
) -> tuple[Document, list[Finding], Places]:
    """The document that the file makes of the programme, what is to be said of it, and where its facts stand."""
    source = open_source(file_name, content)
    if source.kind == "interchange":
        document, findings = read_document(source.name, source.text)
        if document:
            own = document["programme"]
            document["programme"] = own | {"slug": slug, "name": own["name"] | names}
        return document, [*source.findings, *findings], {}
    register = known_bodies()
    about = About(slug=slug, name=names or named(before, source.title, source.language), document=source.name)
    reading = read_source(source, register, about)
    with_register = {**reading.document, "bodies": [with_entry(body, register) for body in reading.document["bodies"]]}
    merged = merge(before, with_register, corrected_readings(slug))
    return merged, [*source.findings, *reading.findings], lines_of_facts(reading)


def named(before: Document | None, title: str, language: str | None) -> dict[str, str]:
    """The programme's name: the one it has, else the title above the table."""
    if before:
        return before["programme"]["name"]
    return {language or "fi": title} if title else {}


def known_bodies() -> Register:
    """The bodies of the register, then those that ship with the product: the administrator's names win."""
    rows = Body.objects.select_related("parent").prefetch_related("aliases")
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


def with_entry(body: Document, register: Register) -> Document:
    """A body of the reading in the form of the document; one that no register knows is marked for checking."""
    entry = register.get(body["key"])
    facts = {"key": body["key"], "abbreviation": entry.abbreviation if entry else "", **body}
    return facts if entry else facts | {"is_known": False}


def corrected_readings(slug: str) -> set[tuple[str, int]]:
    """(code, n) of the schedule items whose reading a person has set."""
    items = ScheduleItem.objects.filter(measure__programme__slug=slug, is_corrected=True, until=None)
    return set(items.values_list("measure__code", "n"))


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


@transaction.atomic
def carry_out(
    file_name: str, content: bytes, slug: str, names: dict[str, str], on: date, at: datetime,
    by: Any = None, token: str | None = None, kept: ProgrammeImport | None = None,
) -> Prepared:  # fmt: skip
    """Read the file again and apply it, all or nothing; the file, its sum, who and when are kept with it.

    `token` is that of the preview: raises Changed when the programme was changed since. Nothing new, nothing kept:
    importing the same file twice leaves one import.
    """
    Programme.objects.select_for_update().filter(slug=slug).first()
    prepared = prepare(file_name, content, slug, names, on)
    if token is not None and token != prepared.token:
        raise Changed
    if not prepared.may_apply or all(change.verb == "unchanged" for change in prepared.changes):
        return prepared
    row = kept or ProgrammeImport(slug=slug, file_name=file_name, sha256=prepared.sha256, content=content)
    row.made_at, row.made_by, row.state = at, by, ImportState.APPLIED
    row.save()
    apply(prepared.document or {}, on, row, prepared.places)
    row.programme = Programme.objects.get(slug=slug)
    row.outcome = {"changes": tally(prepared.changes)}
    row.save()
    return prepared
