"""What an import would change: two documents held side by side, fact by fact."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from actions.importing.document import Document

Verb = Literal["new", "changed", "removed", "unchanged"]


@dataclass(frozen=True)
class Change:
    """One fact before and after: `subject` is what kind of thing it is, `name` which one ("4.3a", "4.3a/2")."""

    verb: Verb
    subject: str
    name: str
    before: Document | None
    after: Document | None

    def fields(self) -> list[tuple[str, Any, Any]]:
        """(field, before, after) of what differs; every field of a new or removed fact."""
        before, after = self.before or {}, self.after or {}
        keys = [*after, *(key for key in before if key not in after)]
        return [(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def code(measure: Document) -> str:
    """4.3a."""
    return f"{measure['number']}{measure['part'] or ''}"


def role_name(row: Document) -> str:
    """What tells one responsibility of a measure from another: role, body, under whom, in which step."""
    return "/".join(str(row.get(key) or "") for key in ("role", "body", "under", "step"))


def link_name(row: Document) -> str:
    return f"{row['kind']} {row['measure'] or 'area ' + str(row.get('area'))}"


# (list of a measure, what it holds, how its rows are told apart)
PARTS = (
    ("steps", "step", lambda row: str(row["n"])),
    ("schedule", "schedule item", lambda row: str(row["n"])),
    ("responsibilities", "responsibility", role_name),
    ("links", "link", link_name),
)


def compare(before: Document | None, after: Document) -> list[Change]:
    """Every fact of the two documents with its verb; bodies and phenomena are only ever added by an import."""
    before = before or {"programme": {}, "areas": [], "bodies": [], "measures": []}
    changes = [change("programme", after["programme"]["slug"], before["programme"] or None, after["programme"])]
    changes += pair("area", before["areas"], after["areas"], lambda row: row["number"])
    for subject, rows, key in (("body", "bodies", "key"), ("phenomenon", "phenomena", "slug")):
        known = {row[key] for row in before.get(rows, [])}
        changes += [change(subject, row[key], None, row) for row in after.get(rows, []) if row[key] not in known]
    old = {code(measure): measure for measure in before["measures"]}
    new = {code(measure): measure for measure in after["measures"]}
    for name in [*new, *(name for name in old if name not in new)]:
        changes += compare_measure(name, old.get(name), new.get(name))
    return changes


def compare_measure(name: str, before: Document | None, after: Document | None) -> Iterator[Change]:
    parts = {rows for rows, _, _ in PARTS}
    own = [
        {key: value for key, value in side.items() if key not in parts} if side else None for side in (before, after)
    ]
    yield change("measure", name, *own)
    for rows, subject, key in PARTS:
        for found in pair(subject, (before or {}).get(rows, []), (after or {}).get(rows, []), key):
            yield Change(found.verb, subject, f"{name}/{found.name}", found.before, found.after)


def pair(subject: str, before: list[Document], after: list[Document], key: Any) -> Iterator[Change]:
    """Rows of one kind paired by their key: those of `after` in its order, then those that are gone."""
    old, new = {key(row): row for row in before}, {key(row): row for row in after}
    for name, row in new.items():
        yield change(subject, name, old.get(name), row)
    for name, row in old.items():
        if name not in new:
            yield change(subject, name, row, None)


def change(subject: str, name: str, before: Document | None, after: Document | None) -> Change:
    verb: Verb = "unchanged"
    if before is None:
        verb = "new"
    elif after is None:
        verb = "removed"
    elif before != after:
        verb = "changed"
    return Change(verb, subject, name, before, after)


def tally(changes: list[Change]) -> dict[str, dict[str, int]]:
    """How many of each subject are new, changed, removed and unchanged."""
    counts = Counter((change.subject, change.verb) for change in changes)
    subjects = dict.fromkeys(change.subject for change in changes)
    verbs = ("new", "changed", "removed", "unchanged")
    return {subject: {verb: counts[subject, verb] for verb in verbs} for subject in subjects}
