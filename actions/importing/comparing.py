"""What an import would change: two documents held side by side, fact by fact."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from actions.importing.document import Document, code, link_name, role_name

Verb = Literal["new", "changed", "removed", "unchanged"]
VERBS: tuple[Verb, ...] = ("new", "changed", "removed", "unchanged")
Pair = tuple[Document | None, Document | None]
Rule = Callable[[Document, Document], bool]

# A list of a measure → what one of its rows is called.
SUBJECTS = {
    "steps": "step", "schedule": "schedule item", "responsibilities": "responsibility", "links": "link",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One fact before and after: what kind of thing it is, of which measure ("" for none), and which one there."""

    verb: Verb
    subject: str
    measure: str
    key: str
    before: Document | None
    after: Document | None

    def fields(self) -> list[tuple[str, Any, Any]]:
        """(field, before, after) of what differs; every field of a new or removed fact. Where it is printed is none."""
        before, after = self.before or {}, self.after or {}
        keys = [*after, *(key for key in before if key not in after)]
        pairs = [(key, before.get(key), after.get(key)) for key in keys if key != "source"]
        return [(key, old, new) for key, old, new in pairs if old != new]


def place(row: Document) -> str:
    """What names a step or a schedule item of a measure: its place."""
    return str(row["n"])


NAMES: dict[str, Callable[[Document], str]] = {
    "steps": place, "schedule": place, "responsibilities": role_name, "links": link_name,
}  # fmt: skip


def compare(before: Document | None, after: Document, known: Collection[tuple[str, str]] = ()) -> list[Change]:
    """Every fact of the two documents with its verb; bodies and phenomena are only ever added by an import, and
    `known` names those that are there already: ("body", key), ("phenomenon", slug).

    Where a fact is printed is no part of it: lines that have moved change nothing.
    """
    before = before or {"programme": None, "areas": [], "bodies": [], "measures": []}
    changes = [change("programme", "", after["programme"]["slug"], (before["programme"], after["programme"]))]
    changes += areas(before["areas"], after["areas"])
    for subject, rows, key in (("body", "bodies", "key"), ("phenomenon", "phenomena", "slug")):
        for row in after.get(rows, []):
            is_known = (subject, row[key]) in known
            changes.append(change(subject, "", row[key], (row if is_known else None, row)))
    old = {code(measure): measure for measure in before["measures"]}
    new = {code(measure): measure for measure in after["measures"]}
    for name in [*new, *(name for name in old if name not in new)]:
        changes += compare_measure(name, old.get(name), new.get(name))
    return changes


def compare_measure(name: str, before: Document | None, after: Document | None) -> Iterator[Change]:
    yield change("measure", name, "", own_facts(before, after))
    for rows, subject in SUBJECTS.items():
        old, new = (before or {}).get(rows, []), (after or {}).get(rows, [])
        pairs = by_words(old, new) if rows in {"steps", "schedule"} else by_name(old, new, NAMES[rows])
        for pair in pairs:
            yield change(subject, name, NAMES[rows](pair[1] or pair[0] or {}), pair)


def own_facts(before: Document | None, after: Document | None) -> Pair:
    """A measure without its parts; with the order of its responsibilities where that alone has changed."""
    sides = (before, after)
    own = [side and {key: value for key, value in side.items() if key not in SUBJECTS} for side in sides]
    if before and after:
        orders = [[role_name(row) for row in side["responsibilities"]] for side in (before, after)]
        if orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1]):
            own = [facts and facts | {"order": order} for facts, order in zip(own, orders, strict=True)]
    return own[0], own[1]


def areas(before: list[Document], after: list[Document]) -> list[Change]:
    pairs = by_name(before, after, lambda row: str(row["number"]))
    return [change("area", "", (new or old or {})["number"], (old, new)) for old, new in pairs]


def by_name(before: list[Document], after: list[Document], name: Callable[[Document], str]) -> Iterator[Pair]:
    """Rows of one name are one fact: those of `after` in its order, then those that are gone."""
    old: dict[str, list[Document]] = defaultdict(list)
    for row in before:
        old[name(row)].append(row)
    for row in after:
        yield (old[name(row)].pop(0) if old[name(row)] else None), row
    yield from ((row, None) for rows in old.values() for row in rows)


def by_words(before: list[Document], after: list[Document]) -> Iterator[Pair]:
    """Steps or schedule items: the same words are the same fact, wherever they stand now; then the same place is.

    Those of `after` in its order, then those that are gone.
    """
    partners = matching(before, after, (says_the_same_there, says_the_same, stands_there))
    yield from zip(partners, after, strict=True)
    taken = {id(row) for row in partners}
    yield from ((row, None) for row in before if id(row) not in taken)


def matching(before: list[Document], after: list[Document], rules: Iterable[Rule]) -> list[Document | None]:
    """For each row of `after` a row of `before` of its own, by the first rule that finds one."""
    left, found = list(before), dict.fromkeys(range(len(after)))
    for rule in rules:
        for at in [at for at, partner in found.items() if partner is None]:
            partner = next((old for old in left if rule(old, after[at])), None)
            if partner:
                found[at] = partner
                left = [old for old in left if old is not partner]
    return list(found.values())


def stands_there(old: Document, new: Document) -> bool:
    return bool(old["n"] == new["n"])


def says_the_same_there(old: Document, new: Document) -> bool:
    return stands_there(old, new) and says_the_same(old, new)


def says_the_same(old: Document, new: Document) -> bool:
    """The same words in a language that both have; without words both are the same."""
    shared = old["text"].keys() & new["text"].keys()
    return any(old["text"][language] == new["text"][language] for language in shared) or not (
        old["text"] or new["text"]
    )


def change(subject: str, measure: str, key: str, pair: Pair) -> Change:
    before, after = pair
    verb: Verb = "unchanged"
    if before is None:
        verb = "new"
    elif after is None:
        verb = "removed"
    elif without_source(before) != without_source(after):
        verb = "changed"
    return Change(verb, subject, measure, key, before, after)


def without_source(facts: Document) -> Document:
    return {key: value for key, value in facts.items() if key != "source"}


def tally(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many of each subject are new, changed, removed and unchanged."""
    counts = Counter((change.subject, change.verb) for change in changes)
    subjects = dict.fromkeys(subject for subject, _ in counts)
    return {subject: {verb: counts[subject, verb] for verb in VERBS} for subject in subjects}
