"""The interchange document coming in: checked against its schema, then in its normal form against itself."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator

from actions.importing.contradictions import contradictions
from actions.importing.document import Document
from actions.importing.normal import normal
from actions.importing.rows import Finding, UnreadableSource

MOST_FAULTS = 20  # that are told of one document
REFUSED = re.compile("[\x00\ud800-\udfff]")
CODES = {
    "required": "json_lacks", "additionalProperties": "json_has_more", "type": "json_wrong_type",
    "enum": "json_not_one_of", "const": "json_not_one_of", "maxLength": "json_too_long", "minLength": "json_no_text",
    "pattern": "json_wrong_form",
}  # fmt: skip


@cache
def validator() -> Draft202012Validator:
    schema = (settings.BASE_DIR / "docs" / "etenee-programme-1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema))


def read_document(file: str, text: str) -> tuple[Document, list[Finding]]:
    """The document in its normal form, with what is wrong in it; raises UnreadableSource when it is no JSON.

    A document that is not as its schema says is empty.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as fault:
        where = {"line": str(getattr(fault, "lineno", 1)), "column": str(getattr(fault, "colno", 1))}
        raise UnreadableSource(Finding("error", "json_broken", file, {"file": file} | where)) from fault
    found = [*unusable_texts(file, document), *faults(file, document, place_of)][:MOST_FAULTS]
    if found:
        return {}, found
    document = normal(document)
    return document, list(contradictions(file, document))[:MOST_FAULTS]


def faults(file: str, document: Any, place: Callable[[Any, Any], str]) -> Iterator[Finding]:
    """Where the document is not as the schema says; `place` tells people where that is."""
    for fault in validator().iter_errors(document):
        code = CODES.get(str(fault.validator), "json_not_as_schema")
        yield Finding("error", code, place(fault, document), {"file": file} | facts_of(fault))


def place_of(fault: Any, document: Any) -> str:
    """measures[3].steps[0].n (2.4): the path, and the measure's number where it has one."""
    path = fault.json_path.removeprefix("$").removeprefix(".") or "$"
    steps = list(fault.absolute_path)
    measure = document["measures"][steps[1]] if steps[:1] == ["measures"] and len(steps) > 1 else None
    number = measure.get("number") if isinstance(measure, dict) else None
    return f"{path} ({number}{measure.get('part') or ''})" if isinstance(number, str) and measure else path


def facts_of(fault: Any) -> dict[str, str]:
    """What the sentence of the fault tells: the value or the keys, and what they should be."""
    instance, wanted, schema = fault.instance, fault.validator_value, fault.schema
    if fault.validator == "required":
        return {"names": ", ".join(key for key in wanted if key not in instance)}
    if fault.validator == "additionalProperties":
        return {"names": shortened(", ".join(key for key in instance if key not in schema["properties"]))}
    if fault.validator == "pattern":
        wanted = schema.get("examples", wanted)
    told = ", ".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted)
    value = f"“{instance}”" if isinstance(instance, str) else json.dumps(instance, ensure_ascii=False)
    return {"value": shortened(value), "wanted": told, "fault": shortened(fault.message)}


def shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def unusable_texts(file: str, document: Any) -> Iterator[Finding]:
    """Texts with NUL or half a character, which no database keeps."""
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{key}".removeprefix("."), each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{at}]", each) for at, each in enumerate(value)]
        elif isinstance(value, str) and REFUSED.search(value):
            yield Finding("error", "json_bad_character", path, {"file": file})
