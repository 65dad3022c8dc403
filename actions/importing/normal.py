"""The normal form of a document that comes in: what an export of the same facts says, so that both can be compared."""

from typing import Any

from actions.importing.document import Document, alias_order, link_name
from actors import wording
from actors.languages import CODES

MEASURE_WORD = {"fi": "toimenpide", "sv": "åtgärd", "en": "measure"}


def normal(document: Document) -> Document:
    """Texts cleaned as columns clean them, what is empty left out or null, what may be missing filled in, in order."""
    facts = {
        "format": document["format"],
        "programme": normal_programme(document["programme"]),
        "areas": sorted(map(named("number"), document["areas"]), key=lambda area: wording.number_key(area["number"])),
        "bodies": sorted(map(normal_body, document["bodies"]), key=lambda body: body["key"]),
        "measures": [normal_measure(measure) for measure in document["measures"]],
    }
    phenomena = sorted(map(named("slug"), document.get("phenomena", [])), key=lambda each: each["slug"])
    return facts | {"phenomena": [with_finnish(each, each["slug"]) for each in phenomena]} if phenomena else facts


def lines(texts: dict[str, str]) -> dict[str, str]:
    """Texts by language, each on one line; languages without a text are left out."""
    return {language: line for language in CODES if (line := wording.one_line(texts.get(language, "")))}


def prose(texts: dict[str, str]) -> dict[str, str]:
    return {language: text for language in CODES if (text := wording.clean(texts.get(language, "")))}


def line(text: Any) -> str | None:
    """One line; None when there is nothing on it."""
    return wording.one_line(text or "") or None


def named(key: str) -> Any:
    """Puts {key: …, "name": {…}} in its normal form."""
    return lambda row: {key: line(row[key]) or "", "name": lines(row["name"])}


def with_finnish(row: Document, fallback: str) -> Document:
    """Bodies and phenomena always have a Finnish name: the first there is, where the document has none."""
    name = row["name"]
    return row | {"name": {"fi": name.get("fi") or next(iter(name.values()), fallback)} | name}


def normal_programme(facts: Document) -> Document:
    own = {
        "slug": facts["slug"],
        "name": lines(facts["name"]),
        "kind": facts["kind"],
        "measure_word": lines(facts.get("measure_word", MEASURE_WORD)),
    }
    summary, adopted = prose(facts.get("summary", {})), facts.get("adopted")
    return own | ({"summary": summary} if summary else {}) | ({"adopted": adopted} if adopted else {})


def normal_body(body: Document) -> Document:
    key = line(body["key"]) or ""
    names = lines(body["name"])
    told = "" if key in names.values() or len(key) > 30 else key
    facts = {
        "key": key,
        "abbreviation": line(body.get("abbreviation", told)) or "",
        "name": names,
        "kind": body["kind"],
        "parent": line(body["parent"]),
        "aliases": normal_aliases(body["aliases"]),
    }
    return with_finnish(facts, key) | {end: body[end] for end in ("since", "until") if body.get(end)}


def normal_aliases(aliases: list[str]) -> list[str]:
    """Each alias once, whatever its case."""
    once = {wording.fold(alias): alias for alias in map(wording.one_line, aliases) if alias}
    return sorted(once.values(), key=alias_order)


def normal_measure(measure: Document) -> Document:
    facts = {
        "number": line(measure["number"]) or "",
        "part": line(measure["part"]),
        "area": line(measure["area"]),
        "title": lines(measure["title"]),
        "text": prose(measure["text"]),
        "responsibilities": [normal_role(row) for row in measure["responsibilities"]],
        "steps": in_places(normal_step(row) for row in measure["steps"]),
        "schedule": in_places(normal_item(row) for row in measure["schedule"]),
        "links": sorted(map(normal_link, measure["links"]), key=link_name),
    }
    if tags := sorted(set(measure.get("phenomena", []))):
        facts["phenomena"] = tags
    if (source := measure.get("source")) and (name := line(source["document"])):
        facts["source"] = {"document": name, "lines": source["lines"]}
    return facts


def in_places(rows: Any) -> list[Document]:
    return sorted(rows, key=lambda row: row["n"])


def normal_role(row: Document) -> Document:
    facts: Document = {"body": line(row["body"]), "role": row["role"]}
    facts |= {key: line(row.get(key)) for key in ("under", "qualifier", "as_printed")}
    facts |= {end: row.get(end) for end in ("from", "until")}
    return facts | {"step": int(row["step"])} if row.get("step") else facts


def normal_step(row: Document) -> Document:
    return {"n": int(row["n"]), "label": line(row["label"]), "text": prose(row["text"])}


def normal_item(row: Document) -> Document:
    facts = {
        "n": int(row["n"]),
        "label": line(row["label"]),
        "step": int(row["step"]) if row["step"] else None,
        "text": prose(row["text"]),
        "kind": row["kind"],
        "edtf": line(row["edtf"]),
        "earliest": row["earliest"],
        "latest": row["latest"],
        "parts": [{"text": part["text"], "kind": part["kind"], "edtf": line(part["edtf"])} for part in row["parts"]],
    }
    return facts | {"corrected": True} if row.get("corrected") else facts


def normal_link(row: Document) -> Document:
    area = {} if row["measure"] else {"area": line(row["area"])}
    return {"measure": line(row["measure"])} | area | {"kind": row["kind"], "basis": row["basis"]}
