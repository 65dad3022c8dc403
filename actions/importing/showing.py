"""A preview for people: what is to be checked, then the changes, measure by measure, in words."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actions.importing.comparing import Change, tally
from actions.importing.document import code
from actions.importing.fact_words import words_of
from actions.importing.preparing import Prepared
from actions.importing.saying import sentence, subject_name, verb_name
from actions.importing.writing import columns
from actions.models import ResponsibilityRole
from actions.models.measures import label

MOST_GROUPS = 150  # measures that are shown; the counts are of all
OPEN_GROUPS = 3  # as many unfold by themselves
PLACES = {"step": "steps", "schedule item": "schedule", "responsibility": "responsibilities"}


@dataclass(frozen=True)
class Field:
    """One thing said of a fact, before and after; empty where it is not said."""

    label: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """One fact that changes: its name, what happens to it, where it is printed, what is said of it."""

    name: str
    verb: str
    verb_name: str
    lines: str
    fields: list[Field]


@dataclass(frozen=True)
class Group:
    """The changes of one measure, or of the programme as a whole (no code)."""

    code: str
    title: str
    told: str
    rows: list[Row]


class Preview:
    """What a page shows of a prepared import."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        by_measure: dict[str, list[Change]] = {}
        for change in prepared.differing:
            by_measure.setdefault(change.measure, []).append(change)
        shown = list(by_measure.items())[:MOST_GROUPS]
        self.not_shown = len(by_measure) - len(shown)
        self.is_open = len(shown) <= OPEN_GROUPS
        self.measures = {code(measure): measure for measure in (prepared.document or {"measures": []})["measures"]}
        self.groups = [self.group(name, changes) for name, changes in shown]

    def counts(self) -> list[dict[str, Any]]:
        """One row a subject: how many are new, changed, removed, unchanged."""
        numbers = tally(self.prepared.changes)
        return [{"subject": capfirst(subject_name(subject)), **verbs} for subject, verbs in numbers.items()]

    def told(self, level: str) -> list[str]:
        """The findings of a level as sentences."""
        return [sentence(finding) for finding in self.prepared.findings if finding.level == level]

    def errors(self) -> list[str]:
        return self.told("error")

    def doubts(self) -> list[str]:
        return self.told("doubt")

    def notes(self) -> list[str]:
        return self.told("note")

    def group(self, name: str, changes: list[Change]) -> Group:
        facts = self.measures.get(name) or next((each.before for each in changes if each.subject == "measure"), None)
        texts = columns("title", facts["title"]) | columns("text", facts["text"]) if facts else {}
        title = label(texts) if facts else _("Programme, areas and bodies")
        return Group(name, title, told_counts(changes), [self.row(change) for change in changes])

    def row(self, change: Change) -> Row:
        before, after = words_of(change.subject, change.before), words_of(change.subject, change.after)
        keys = [*after, *(key for key in before if key not in after)]
        differing = [key for key in keys if before.get(key) != after.get(key)]
        fields = [Field(*key, before.get(key, ""), after.get(key, "")) for key in differing]
        return Row(name_of(change), change.verb, verb_name(change.verb), self.lines(change), fields)

    def lines(self, change: Change) -> str:
        """Where the fact stands in the file: 12, or 12–14; empty where that is not told."""
        found = self.prepared.places.get((change.measure, PLACES.get(change.subject, ""), change.key))
        if change.subject == "measure" and change.after and self.prepared.places:
            found = (change.after.get("source") or {}).get("lines")
        if not found or not found[0]:
            return ""
        return str(found[0]) if found[0] == found[1] else f"{found[0]}–{found[1]}"


def told_counts(changes: list[Change]) -> str:
    """2 new, 1 changed."""
    counts = Counter(change.verb for change in changes)
    words = {
        "new": pgettext("change", "%(number)s new"),
        "changed": pgettext("change", "%(number)s changed"),
        "removed": pgettext("change", "%(number)s removed"),
    }
    return ", ".join(words[verb] % {"number": counts[verb]} for verb in words if counts[verb])  # type: ignore[index]  # the verbs of changes


def name_of(change: Change) -> str:
    """What a fact is called beside its measure: "Step 2", "Lead SM"."""
    facts = change.after or change.before or {}
    subject = capfirst(subject_name(change.subject))
    if change.subject == "responsibility":
        subject, name = str(ResponsibilityRole(facts["role"]).label), facts["body"]
    elif change.subject == "link":
        subject, name = _("Leans on"), facts["measure"] or _("area %(number)s") % {"number": facts["area"]}
    else:
        name = change.key
    return f"{subject} {name}".strip()
