"""Reads the units of an XLIFF 1.2 file that came back."""

from collections.abc import Iterator
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from actions.importing.workbook_guard import refused
from updates.translation_orders import references
from updates.translation_orders.reading import Reading, Row

NATIVE = {"ph", "it", "bpt", "ept", "sub"}  # what stands in these is the code of a format, not text


def read(content: bytes) -> Reading:
    """Every unit of the file; raises UnreadableSource when it is no XLIFF 1.2, or has none."""
    root = _root(content)
    reading = Reading(language=_language(root))
    for unit in root.iter():
        if _name(unit) == "trans-unit":
            _read_unit(reading, unit)
    if not reading.rows:
        raise refused("units_missing")
    return reading


def _root(content: bytes) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  a document type was refused before (opening.kind_of)
    except (ElementTree.ParseError, ValueError, LookupError) as trouble:
        line, column = getattr(trouble, "position", (1, 0))
        raise refused("xliff_damaged", line=str(line), column=str(column + 1)) from trouble
    if _name(root) != "xliff":
        raise refused("file_is_xml", element=_name(root)[:40])
    if root.get("version", "1.2").startswith("2"):
        raise refused("xliff_two", version=root.get("version", "")[:10])
    return root


def _name(element: ElementTree.Element) -> str:
    """The name of an element without its namespace; "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _language(root: ElementTree.Element) -> str:
    """The first language that a file in it is meant for, without its region."""
    told = (part.get("target-language", "") for part in root if _name(part) == "file")
    return next((words.replace("_", "-").partition("-")[0].casefold() for words in told if words), "")


def _read_unit(reading: Reading, unit: ElementTree.Element) -> None:
    parts = {_name(child): child for child in reversed(list(unit))}
    reference = unit.get("id", "")
    place = _("unit %(reference)s") % {"reference": reference or "?"}
    texts = {name: "".join(_pieces(parts[name])) if name in parts else None for name in ("source", "target")}
    if "target" in parts and any(_name(each) in NATIVE for each in parts["target"].iter()):
        reading.find("doubt", "codes_unread", place)
    found = references.read(reference)
    reading.add(Row(place, str(found) if found else reference, texts["source"], texts["target"] or ""))


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    """The text of an element with that of the marks inside it (segments, formatting), without native code."""
    yield element.text or ""
    for child in element:
        if _name(child) in {"x", "bx", "ex"} and child.get("ctype") == "lb":
            yield "\n"
        elif _name(child) not in NATIVE:
            yield from _pieces(child)
        yield child.tail or ""
