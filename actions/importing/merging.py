"""A table tells less than the programme knows: what a source is silent on stays as it is."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from actions.importing.comparing import matching, says_the_same, says_the_same_there
from actions.importing.document import Document, code, link_name, role_name

READING = ("kind", "edtf", "earliest", "latest", "parts", "corrected")
SAME_WORDS = (says_the_same_there, says_the_same)
# (code of a measure, name of a responsibility, first day, last day)
OtherDays = tuple[str, str, str | None, str | None]


def merge(before: Document | None, read: Document, ended: Mapping[str, Document]) -> Document:
    """The reading of a table, completed with what the programme already says of the same facts.

    A table prints one language, no kind of programme, no short titles, no phenomena, no suggested links and no days
    of responsibilities: these stay, and so does a schedule's reading that a person corrected, as long as its words are
    the same. `ended` are measures by code that had ended and come back.
    """
    if before is None:
        return read
    old = {**ended, **{code(measure): measure for measure in before["measures"]}}
    areas = {area["number"]: area for area in before["areas"]}
    own = before["programme"]
    merged = {
        **read,
        "programme": own | {"name": own["name"] | read["programme"]["name"]},
        "areas": [fill(areas.get(area["number"], {}), area) for area in read["areas"]],
        "measures": [merge_measure(old.get(code(measure)), measure) for measure in read["measures"]],
    }
    targets = {code(measure) for measure in read["measures"]} | {("area", area["number"]) for area in read["areas"]}
    for measure in merged["measures"]:
        keep_suggested(old.get(code(measure)), measure, targets)
    tags = {slug for measure in merged["measures"] for slug in measure.get("phenomena", [])}
    phenomena = [phenomenon for phenomenon in before.get("phenomena", []) if phenomenon["slug"] in tags]
    return merged | {"phenomena": phenomena} if phenomena else merged


def fill(old: Document, new: Document) -> Document:
    """New facts over old ones; in texts by language the languages that the new one lacks are kept."""
    filled: dict[str, Any] = dict(old)
    for key, value in new.items():
        filled[key] = old.get(key, {}) | value if isinstance(value, dict) and isinstance(old.get(key), dict) else value
    return filled


def merge_measure(old: Document | None, new: Document) -> Document:
    if old is None:
        return new
    merged = fill({key: value for key, value in old.items() if key != "source"}, new)
    merged["steps"] = [with_languages(*pair) for pair in in_pairs(old["steps"], new["steps"])]
    merged["schedule"] = [
        keep_reading(before, with_languages(before, row)) for before, row in in_pairs(old["schedule"], new["schedule"])
    ]
    return keep_days(old, merged)


def keep_suggested(old: Document | None, merged: Document, targets: Collection[Any]) -> None:
    """Links that a person suggested stay beside the stated ones, while what they lead to is there."""
    stated = {link_name(link) for link in merged["links"]}
    for link in old["links"] if old else []:
        target = link["measure"] or ("area", link["area"])
        if link["basis"] == "suggested" and link_name(link) not in stated and target in targets:
            merged["links"] = sorted([*merged["links"], link], key=link_name)


def in_pairs(old: list[Document], new: list[Document]) -> list[tuple[Document | None, Document]]:
    """Each new row with the old row of the same words."""
    return list(zip(matching(old, new, SAME_WORDS), new, strict=True))


def with_languages(old: Document | None, new: Document) -> Document:
    """The new row with the translations of the same words."""
    return new | {"text": old["text"] | new["text"]} if old else new


def keep_reading(old: Document | None, new: Document) -> Document:
    """The reading that a person set stays with the words it was set for."""
    if old is None or not old.get("corrected"):
        return new
    return new | {key: old[key] for key in READING}


def keep_days(old: Document, new: Document, ends: tuple[str, ...] = ("from", "until")) -> Document:
    """Responsibilities of which a document tells no days keep those that the programme has."""
    known = {role_name(row): row for row in old["responsibilities"]}
    roles = [with_days(known.get(role_name(row)), row, ends) for row in new["responsibilities"]]
    return new | {"responsibilities": roles}


def with_days(old: Document | None, new: Document, ends: tuple[str, ...]) -> Document:
    kept = new | {end: old[end] for end in ends if new[end] is None} if old else new
    return new if kept["from"] and kept["until"] and kept["until"] < kept["from"] else kept


def whole_truth(before: Document | None, read: Document, over: Collection[OtherDays], on: date) -> Document:
    """An interchange document says everything of a programme. What it leaves open of responsibilities is settled:
    one without a first day keeps the one it has, and one of other days that is known already (`over`) is not told
    again."""
    old = {code(measure): measure for measure in before["measures"]} if before else {}
    measures = [
        without_known(keep_days(old.get(code(row), row), row, ("from",)), over, on.isoformat())
        for row in read["measures"]
    ]
    return read | {"measures": measures}


def without_known(measure: Document, over: Collection[OtherDays], on: str) -> Document:
    def is_known(row: Document) -> bool:
        is_now = (row["from"] or on) <= on <= (row["until"] or on)
        return not is_now and (code(measure), role_name(row), row["from"], row["until"]) in over

    return measure | {"responsibilities": [row for row in measure["responsibilities"] if not is_known(row)]}
