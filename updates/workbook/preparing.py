"""A file that came back is read and compared; nothing is changed by it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Max
from django.utils.translation import get_language

from actions.importing.rows import Finding, UnreadableSource
from actions.importing.workbook_guard import refused
from actions.models import Measure
from actors import policy
from actors.languages import CODES
from actors.models import Alias, Body
from actors.wording import fold
from updates.models import Round, Workbook
from updates.workbook import contents, identity
from updates.workbook.contents import Answer
from updates.workbook.differences import Comparison, compare
from updates.workbook.opening import opened
from updates.workbook.reading import Context, Reading, read_all
from updates.workbook.showing import Shower


@dataclass(frozen=True)
class Names:
    """Every body by id as lists show it, and by every name it has, folded: those that exist on the day come first."""

    shown: dict[int, str]
    known: dict[str, list[int]]


@dataclass(frozen=True)
class Parsed:
    """A file that is the workbook of one issue, and what its cells say."""

    file_name: str
    sha256: str
    workbook: Workbook
    reading: Reading
    show: Shower

    @property
    def round(self) -> Round:
        return self.workbook.of.round

    @property
    def body(self) -> Body:
        return self.workbook.of.body

    def is_own(self, user: Any, on: date) -> bool:
        """Whether the person belongs to the body: its drafts are for them alone."""
        return bool(user) and self.body.pk in policy.rights(user, on).own_bodies

    def compared(self, on: date, answers: list[Answer] | None = None) -> Comparison:
        """What it changes of the answers as they are now, with everything that was found in the file."""
        if answers is None:
            answers = contents.of_bodies(self.round, on, [self.body.pk]).get(self.body.pk, [])
        found = compare(self.reading, self.workbook.cells["cells"], answers, self.show, on)
        found.findings[:0] = self.reading.findings
        return found


def compared(files: Iterable[Parsed], on: date) -> Iterator[tuple[Parsed, Comparison]]:
    """Many files, each against the answers of its body: what all of them need is fetched once for each round."""
    by_round: dict[int, list[Parsed]] = defaultdict(list)
    for parsed in files:
        by_round[parsed.round.pk].append(parsed)
    for of_round in by_round.values():
        owed = contents.of_bodies(of_round[0].round, on, {parsed.body.pk for parsed in of_round})
        for parsed in of_round:
            yield parsed, parsed.compared(on, owed.get(parsed.body.pk, []))


def parse(file_name: str, content: bytes, names: Names, of: tuple[Round, Body] | None = None) -> Parsed:
    """The workbook in the file, which has to be that of the round and the body when they are given; raises
    UnreadableSource when it is none of ours, or another's."""
    file = file_name.replace("\\", "/").rpartition("/")[2]
    try:
        book = opened(file, content)
        found = identity.read(book.book)
        if not found:
            raise refused("workbook_foreign")
        workbook = _issue(found.token)
        if of:
            _check_whose(workbook, *of)
    except UnreadableSource as refusal:
        facts = {"file": file, **refusal.finding.facts}
        raise UnreadableSource(replace(refusal.finding, place=file, facts=facts)) from refusal
    show = Shower((get_language() or CODES[0])[:2], names.shown, _measures(workbook))
    reading = read_all(book, Context(workbook.cells["cells"], found.checks, names.known, show))
    reading.findings[:0] = _about_issue(workbook, found)
    return Parsed(file, sha256(content).hexdigest(), workbook, reading, show)


def names_on(day: date) -> Names:
    """The names of all bodies. Three queries."""
    columns = ("pk", "key", "abbreviation", *(f"name_{code}" for code in CODES))
    bodies = list(Body.objects.values(*columns))
    there = set(Body.objects.in_force(day).values_list("pk", flat=True))
    known: dict[str, list[int]] = defaultdict(list)
    pairs = [(body[column], body["pk"]) for body in bodies for column in columns[1:]]
    pairs += list(Alias.objects.values_list("name", "body"))
    for name, pk in pairs:
        if name and pk not in known[fold(name)]:
            known[fold(name)].append(pk)
    lasting = {name: [pk for pk in found if pk in there] or found for name, found in known.items() if found}
    return Names({body["pk"]: body["abbreviation"] or body["name_fi"] for body in bodies}, lasting)


def _issue(token: str) -> Workbook:
    rows = Workbook.objects.select_related("of__round__programme", "of__body").filter(token=token)
    workbook = rows.annotate(newest=Max("of__workbooks__issue")).first()
    if not workbook:
        raise refused("workbook_unknown")
    return workbook


def _check_whose(workbook: Workbook, round: Round, body: Body) -> None:
    facts = {"body": str(workbook.of.body), "round": str(workbook.of.round)}
    facts |= {"asked_body": str(body), "asked_round": str(round)}
    if workbook.of.round_id != round.pk:
        raise refused("workbook_of_another_round", **facts)
    if workbook.of.body_id != body.pk:
        raise refused("workbook_of_another_body", **facts)


def _measures(workbook: Workbook) -> dict[str, str]:
    """The numbers of measures by the key of the answer."""
    keys = workbook.cells["cells"].get("answers", {})
    codes = dict(Measure.objects.filter(pk__in={int(key[1:]) for key in keys}).values_list("pk", "code"))
    return {key: codes.get(int(key[1:]), "") for key in keys}


def _about_issue(workbook: Workbook, found: identity.Found) -> Iterator[Finding]:
    newest = getattr(workbook, "newest", workbook.issue)
    if newest > workbook.issue:
        yield Finding("note", "issue_old", "", {"issue": str(workbook.issue), "newest": str(newest)})
    if not found.is_whole:
        yield Finding("note", "identity_changed", "")
