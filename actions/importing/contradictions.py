"""What a schema can't see in a document: names twice, names that nothing bears, days that are none, false readings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from actions.importing.comparing import NAMES
from actions.importing.document import Document, code, role_name
from actions.importing.rows import Finding
from actions.schedule_reader import bounds
from actors import wording

NOWHERE = "–"


def contradictions(file: str, document: Document) -> Iterator[Finding]:
    """Every fault of a document in its normal form, each with the measure it stands in."""
    for measure, name, facts in faults_of(document):
        yield Finding("error", name, measure, {"file": file, "measure": measure, **facts})


# (measure or a dash, code of the finding, facts)
Fault = tuple[str, str, dict[str, str]]


def faults_of(document: Document) -> Iterator[Fault]:
    bodies, measures = document["bodies"], document["measures"]
    numbers, keys = [code(measure) for measure in measures], [body["key"] for body in bodies]
    areas, tags = [area["number"] for area in document["areas"]], [tag["slug"] for tag in document.get("phenomena", [])]
    yield from ((name, "duplicate_measure", {}) for name in twice(numbers))
    for what, names in (("body", keys), ("area", areas), ("phenomenon", tags)):
        yield from ((NOWHERE, "json_twice", {"what": what, "name": name}) for name in twice(names))
        yield from ((NOWHERE, "json_nameless", {"what": what}) for name in names if not name)
    aliases = [wording.fold(alias) for body in bodies for alias in body["aliases"]]
    yield from ((NOWHERE, "json_twice", {"what": "alias", "name": name}) for name in twice(aliases))
    yield from in_bodies(bodies)
    yield from backwards(NOWHERE, None, document["programme"].get("adopted"))
    known = {"measure": set(numbers), "body": set(keys), "area": set(areas), "phenomenon": set(tags)}
    for measure in measures:
        yield from in_measure(measure, known)


def twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def in_bodies(bodies: list[Document]) -> Iterator[Fault]:
    """Parents that are not there, rings of parents, days that are none."""
    parents = {body["key"]: body["parent"] for body in bodies}
    for body in bodies:
        yield from backwards(NOWHERE, body.get("since"), body.get("until"))
        if body["parent"] and body["parent"] not in parents:
            yield NOWHERE, "unknown_reference", {"what": "body", "name": body["parent"]}
        if is_above_itself(body["key"], parents):
            yield NOWHERE, "json_ring", {"name": body["key"]}


def is_above_itself(key: str, parents: dict[str, str | None]) -> bool:
    above, seen = parents[key], set()
    while above and above != key and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == key


def in_measure(measure: Document, known: dict[str, set[str]]) -> Iterator[Fault]:
    name, steps = code(measure), {str(step["n"]) for step in measure["steps"]}
    for what, other in references(measure):
        if other not in (steps if what == "step" else known[what]):
            yield name, "unknown_reference", {"what": what, "name": other}
    for rows, subject in (("steps", "step"), ("schedule", "schedule item"), ("links", "link")):
        for one in twice(NAMES[rows](row) for row in measure[rows]):
            yield name, "json_twice", {"what": subject, "name": one}
    yield from in_roles(name, measure["responsibilities"])
    for item in measure["schedule"]:
        if not all(is_edtf(part["edtf"]) for part in item["parts"] if part["edtf"]) or not reading_holds(item):
            yield name, "bounds_do_not_fit", {"name": str(item["n"]), "edtf": item["edtf"] or NOWHERE}


def references(measure: Document) -> Iterator[tuple[str, str]]:
    """(kind of thing, its name) of everything that a measure points to."""
    if measure["area"] is not None:
        yield "area", measure["area"]
    for row in measure["responsibilities"]:
        yield "body", row["body"]
        if row["under"]:
            yield "body", row["under"]
    for row in (*measure["responsibilities"], *measure["schedule"]):
        if row.get("step"):
            yield "step", str(row["step"])
    for link in measure["links"]:
        yield ("measure", link["measure"]) if link["measure"] else ("area", link["area"])
    yield from (("phenomenon", slug) for slug in measure.get("phenomena", []))


def in_roles(measure: str, roles: list[Document]) -> Iterator[Fault]:
    """Days that are none, and one role of one body held twice at the same time."""
    same: dict[str, list[Document]] = defaultdict(list)
    for row in roles:
        yield from backwards(measure, row["from"], row["until"])
        same[role_name(row)].append(row)
    for rows in same.values():
        if any(overlap(*pair) for pair in combinations(rows, 2)):
            yield measure, "json_twice", {"what": "responsibility", "name": f"{rows[0]['role']} {rows[0]['body']}"}


def overlap(one: Document, other: Document) -> bool:
    """Whether a day lies in both; an empty end is open. Days of one form compare as texts."""
    begins, ends = max(one["from"] or "", other["from"] or ""), min(one["until"] or "9", other["until"] or "9")
    return begins <= ends


def backwards(measure: str, first: str | None, last: str | None) -> Iterator[Fault]:
    """Texts that are no day, and ends that come before their beginning."""
    texts = [text for text in (first, last) if text]
    wrong = [text for text in texts if not is_day(text)]
    yield from ((measure, "impossible_day", {"name": text}) for text in wrong)
    if first and last and not wrong and last < first:
        yield measure, "json_backwards", {"first": first, "last": last}


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_edtf(edtf: str) -> bool:
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def reading_holds(item: Document) -> bool:
    """Whether the printed days are those of the EDTF; an item without EDTF has no days."""
    if not item["edtf"]:
        return item["earliest"] is None and item["latest"] is None
    if not is_edtf(item["edtf"]):
        return False
    days = [day and day.isoformat() for day in bounds(item["edtf"])]
    return days == [item["earliest"], item["latest"]]
