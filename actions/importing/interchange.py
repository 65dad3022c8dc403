"""The interchange document coming in: checked against its schema, then against itself, then put in its normal form."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop
from jsonschema import Draft202012Validator

from actions.importing.comparing import code
from actions.importing.document import Document
from actions.importing.rows import Finding, UnreadableSource
from actions.schedule_reader import bounds

SENTENCES: dict[str, str] = {
    "json_broken": gettext_noop(
        "%(file)s is not whole JSON: the fault is at line %(line)s, column %(column)s. Export it again."
    ),
    "json_not_as_schema": gettext_noop("%(file)s, %(place)s: %(fault)s. Mend it as the schema of the format says."),
    "duplicate_measure": gettext_noop("%(file)s has measure %(measure)s more than once: keep one of them."),
    "unknown_reference": gettext_noop(
        "%(file)s, measure %(measure)s: %(what)s “%(name)s” is not in the document. Add it or correct the name."
    ),
    "impossible_day": gettext_noop("%(file)s, measure %(measure)s: “%(name)s” is no day. Write it as 2018-12-31."),
    "bounds_do_not_fit": gettext_noop(
        "%(file)s, measure %(measure)s, schedule %(name)s: earliest and latest day are not those of the EDTF %(edtf)s."
    ),
}


@cache
def validator() -> Draft202012Validator:
    schema = (settings.BASE_DIR / "docs" / "etenee-programme-1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema))


def read_document(file: str, text: str) -> tuple[Document, list[Finding]]:
    """The document in its normal form, with what is wrong in it; raises UnreadableSource when it is no JSON."""
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        where = {"line": str(getattr(fault, "lineno", 1)), "column": str(getattr(fault, "colno", 1))}
        raise UnreadableSource(Finding("error", "json_broken", file, {"file": file} | where)) from fault
    faults = sorted(validator().iter_errors(document), key=lambda fault: str(fault.json_path))
    if faults:
        return {}, [as_finding(file, fault.json_path, fault.message) for fault in faults[:20]]
    return normal(document), list(contradictions(file, document))


def as_finding(file: str, path: str, message: str) -> Finding:
    facts = {"file": file, "place": path.removeprefix("$.") or "$", "fault": message[:200]}
    return Finding("error", "json_not_as_schema", path, facts)


def contradictions(file: str, document: Document) -> Iterator[Finding]:
    """What a schema can't see: numbers twice, names that nothing bears, days that are none, readings that differ."""

    def finding(fault: str, measure: str, **facts: str) -> Finding:
        return Finding("error", fault, measure, {"file": file, "measure": measure} | facts)

    counts = Counter(code(measure) for measure in document["measures"])
    yield from (finding("duplicate_measure", name) for name, times in counts.items() if times > 1)
    known = {
        "body": {body["key"] for body in document["bodies"]},
        "area": {area["number"] for area in document["areas"]},
        "measure": set(counts),
        "phenomenon": {phenomenon["slug"] for phenomenon in document.get("phenomena", [])},
    }
    for body in document["bodies"]:
        if body["parent"] is not None and body["parent"] not in known["body"]:
            yield finding("unknown_reference", "–", what="body", name=body["parent"])
    for measure in document["measures"]:
        known["step"] = {str(step["n"]) for step in measure["steps"]}
        for what, name in references(measure):
            if name not in known[what]:
                yield finding("unknown_reference", code(measure), what=what, name=name)
        for text in days(measure):
            if not is_day(text):
                yield finding("impossible_day", code(measure), name=text)
        for item in measure["schedule"]:
            if not reading_holds(item):
                yield finding("bounds_do_not_fit", code(measure), name=str(item["n"]), edtf=item["edtf"])


def references(measure: Document) -> Iterator[tuple[str, str]]:
    """(kind of thing, its name) of everything that a measure points to."""
    if measure["area"] is not None:
        yield "area", measure["area"]
    for row in measure["responsibilities"]:
        yield "body", row["body"]
        if row.get("under"):
            yield "body", row["under"]
        if row.get("step"):
            yield "step", str(row["step"])
    yield from (("step", str(item["step"])) for item in measure["schedule"] if item["step"])
    yield from (
        ("measure", link["measure"]) if link["measure"] else ("area", link["area"]) for link in measure["links"]
    )
    yield from (("phenomenon", slug) for slug in measure.get("phenomena", []))


def days(measure: Document) -> Iterator[str]:
    for row in measure["responsibilities"]:
        yield from (row[key] for key in ("from", "until") if row.get(key))
    for item in measure["schedule"]:
        yield from (item[key] for key in ("earliest", "latest") if item[key])


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def reading_holds(item: Document) -> bool:
    """Whether the printed days are those of the EDTF; an item without EDTF has no days."""
    if not item["edtf"]:
        return item["earliest"] is None and item["latest"] is None
    try:
        earliest, latest = bounds(item["edtf"])
    except ValueError:
        return False
    return [earliest and earliest.isoformat(), latest and latest.isoformat()] == [item["earliest"], item["latest"]]


def normal(document: Document) -> Document:
    """The form that an export has: optional keys filled in, bodies by key, links in order."""
    bodies = sorted((normal_body(body) for body in document["bodies"]), key=lambda body: body["key"])
    measures = [normal_measure(measure) for measure in document["measures"]]
    return {**document, "bodies": bodies, "measures": measures}


def normal_body(body: Document) -> Document:
    names = set(body["name"].values())
    abbreviation = body.get("abbreviation", "" if body["key"] in names or len(body["key"]) > 30 else body["key"])
    return {"key": body["key"], "abbreviation": abbreviation, **{k: v for k, v in body.items() if k != "key"}}


def normal_measure(measure: Document) -> Document:
    optional: dict[str, Any] = dict.fromkeys(("under", "qualifier", "as_printed", "from", "until"))
    roles = [
        {"body": row["body"], "role": row["role"]}
        | {key: row.get(key) or None for key in optional}
        | ({"step": row["step"]} if row.get("step") else {})
        for row in measure["responsibilities"]
    ]
    return measure | {"responsibilities": roles, "links": sorted(measure["links"], key=str)}
