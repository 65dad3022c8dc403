"""What a file would make of a programme: it is read and compared, nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from actions.importing.address import address_fault
from actions.importing.comparing import Change, compare
from actions.importing.document import (
    Document,
    area_facts,
    bodies_with_ancestors,
    body_facts,
    programme_document,
    roles_of_other_days,
)
from actions.importing.interchange import faults, place_of, read_document
from actions.importing.merging import whole_truth
from actions.importing.normal import normal_programme
from actions.importing.rows import Finding, UnreadableSource
from actions.importing.sources import MOST_BYTES, Source, open_source
from actions.importing.table_document import Aim, Found, Places, document_of_table
from actors.models import Body
from strategy.models import Phenomenon, Programme

LARGEST = 200_000_000  # bytes of an interchange document; what other files may have, the reading says


@dataclass(frozen=True)
class Prepared:
    """What a file would make of a programme. `document` is None when it can't be read; `unknown` are the keys of
    the bodies that no list has."""

    file_name: str
    sha256: str
    slug: str
    document: Document | None = None
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == "error"]

    @property
    def may_apply(self) -> bool:
        return self.document is not None and not self.errors

    @property
    def differing(self) -> list[Change]:
        return [change for change in self.changes if change.verb != "unchanged"]

    @property
    def token(self) -> str:
        """Stands for exactly these changes: a confirmation is good for them alone."""
        shown = [(c.verb, c.subject, c.measure, c.key, c.before, c.after) for c in self.differing]
        return sha256(repr(shown).encode()).hexdigest()


def prepare(file_name: str, content: bytes, slug: str, names: dict[str, str], on: date) -> Prepared:
    """Read the file as the programme `slug` and hold it against what is known of that programme on the day.

    `names` are the programme's names by language, for a source that prints none. Never raises for a bad file or
    address: the findings say what is wrong.
    """
    nothing = Prepared(file_name, sha256(content).hexdigest(), slug)
    if fault := address_fault(slug):
        return replace(nothing, findings=[fault])
    programme = Programme.objects.filter(slug=slug).first()
    aim = Aim(slug, names, on, programme, programme_document(programme, on) if programme else None)
    try:
        source = opened(file_name, content)
        found = interchange_document(source, aim) if source.kind == "interchange" else document_of_table(source, aim)
    except UnreadableSource as refusal:
        return replace(nothing, findings=[refusal.finding])
    if not found.document:
        return replace(nothing, findings=found.findings)
    return replace(
        nothing,
        document=found.document,
        changes=compare(with_emptied_areas(aim, found.document), found.document, known(found.document)),
        findings=[*found.findings, *doubts_of_name(source.name, found.document)],
        places=found.places,
        unknown=found.unknown,
    )


def opened(file_name: str, content: bytes) -> Source:
    """The source; raises UnreadableSource. An interchange document may be larger than a table."""
    if MOST_BYTES < len(content) <= LARGEST and content.lstrip()[:1] == b"{":
        try:
            return Source(file_name, sha256(content).hexdigest(), "interchange", text=content.decode())
        except UnicodeDecodeError:
            pass  # the line below says what it is instead
    return open_source(file_name, content)


def interchange_document(source: Source, aim: Aim) -> Found:
    """The document as its file says it, under the address that was asked for."""
    document, findings = read_document(source.name, source.text)
    if not document:
        return Found({}, [*source.findings, *findings])
    own = document["programme"]
    document["programme"] = normal_programme(own | {"slug": aim.slug, "name": own["name"] | aim.names})
    findings += faults(source.name, document | {"bodies": [], "areas": [], "measures": []}, place_of)
    if own["slug"] != aim.slug:
        facts = {"file": source.name, "own": own["slug"], "slug": aim.slug}
        findings.append(Finding("doubt", "address_differs", "", facts))
    findings += known_otherwise(source.name, document["bodies"])
    over = roles_of_other_days(aim.programme, aim.on) if aim.programme else set()
    return Found(whole_truth(aim.before, document, over, aim.on), [*source.findings, *findings])


def with_emptied_areas(aim: Aim, document: Document) -> Document | None:
    """What is known, with those areas of the document that only have measures of earlier days: they are not new."""
    if aim.programme is None or aim.before is None:
        return aim.before
    listed = {area["number"] for area in document["areas"]} - {area["number"] for area in aim.before["areas"]}
    emptied = [area_facts(area) for area in aim.programme.areas.filter(number__in=listed)] if listed else []
    return aim.before | {"areas": [*aim.before["areas"], *emptied]}


def known(document: Document) -> set[tuple[str, str]]:
    """The bodies and phenomena of the document that are there already."""
    keys = [body["key"] for body in document["bodies"]]
    slugs = [phenomenon["slug"] for phenomenon in document.get("phenomena", [])]
    bodies = Body.objects.filter(key__in=keys).order_by().values_list("key", flat=True)
    phenomena = Phenomenon.objects.filter(slug__in=slugs).order_by().values_list("slug", flat=True)
    return {("body", key) for key in bodies} | {("phenomenon", slug) for slug in phenomena}


def known_otherwise(file: str, bodies: list[Document]) -> Iterator[Finding]:
    """One note for all bodies of which the document says something else than the list of bodies."""
    told = {body["key"]: body for body in bodies}
    used = set(Body.objects.filter(key__in=told).order_by().values_list("pk", flat=True))
    known = (body_facts(body, aliases) for body, aliases in bodies_with_ancestors(used))
    keys = [facts["key"] for facts in known if facts["key"] in told and facts != told[facts["key"]]]
    if keys:
        yield Finding("note", "body_known_otherwise", "", {"file": file, "bodies": ", ".join(keys)})


def doubts_of_name(file: str, document: Document) -> Iterator[Finding]:
    """A programme of which no name is known is called by its address."""
    if not document["programme"]["name"]:
        yield Finding("doubt", "programme_without_name", "", {"file": file})
