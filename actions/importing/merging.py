"""A table tells less than the register knows: what a source is silent on stays as it is."""

from typing import Any

from actions.importing.comparing import code, role_name
from actions.importing.document import Document


def merge(before: Document | None, read: Document, corrected: set[tuple[str, int]]) -> Document:
    """The reading of a table, completed with what the programme already says of the same facts.

    A table prints one language, no short titles, no phenomena and no dates of responsibilities: titles, texts in
    other languages, phenomena and dates are kept. `corrected` names (code, n) of schedule items whose reading a
    person has set: it is kept as long as the words are the same.
    """
    if before is None:
        return read
    old = {code(measure): measure for measure in before["measures"]}
    areas = {area["number"]: area for area in before["areas"]}
    merged = {
        **read,
        "programme": fill(before["programme"], read["programme"]),
        "areas": [fill(areas.get(area["number"], {}), area) for area in read["areas"]],
        "measures": [merge_measure(old.get(code(measure)), measure, corrected) for measure in read["measures"]],
    }
    if "phenomena" in before:
        merged["phenomena"] = before["phenomena"]
    return merged


def fill(old: Document, new: Document) -> Document:
    """New facts over old ones; in texts by language the languages that the new one lacks are kept."""
    filled: dict[str, Any] = dict(old)
    for key, value in new.items():
        filled[key] = old.get(key, {}) | value if isinstance(value, dict) and isinstance(old.get(key), dict) else value
    return filled


def merge_measure(old: Document | None, new: Document, corrected: set[tuple[str, int]]) -> Document:
    if old is None:
        return new
    merged = fill({key: old[key] for key in old if key not in {"source"}}, new)
    merged["steps"] = in_pairs(old["steps"], new["steps"])
    merged["schedule"] = [
        keep_reading(item, row, (code(new), row["n"]) in corrected)
        for item, row in zip(
            matching(old["schedule"], new["schedule"]), in_pairs(old["schedule"], new["schedule"]), strict=True
        )
    ]
    dates = {role_name(row): row for row in old["responsibilities"]}
    merged["responsibilities"] = [
        row | {key: dates[role_name(row)][key] for key in ("from", "until")} if role_name(row) in dates else row
        for row in new["responsibilities"]
    ]
    return merged


def matching(old: list[Document], new: list[Document]) -> list[Document | None]:
    """For each new row the old one of the same place that says the same in a language both have."""
    by_place = {row["n"]: row for row in old}
    return [found if (found := by_place.get(row["n"])) and says_the_same(found, row) else None for row in new]


def says_the_same(old: Document, new: Document) -> bool:
    shared = old["text"].keys() & new["text"].keys()
    return bool(shared) and all(old["text"][code] == new["text"][code] for code in shared)


def in_pairs(old: list[Document], new: list[Document]) -> list[Document]:
    """New rows, each with the other languages of the old row when that says the same."""
    pairs = zip(matching(old, new), new, strict=True)
    return [row | {"text": found["text"] | row["text"]} if found else row for found, row in pairs]


def keep_reading(old: Document | None, new: Document, is_corrected: bool) -> Document:
    """The reading that a person set stays with the words it was set for."""
    if old is None or not is_corrected:
        return new
    return new | {key: old[key] for key in ("kind", "edtf", "earliest", "latest", "parts")}
