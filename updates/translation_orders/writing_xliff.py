"""A translation order as XLIFF 1.2 (OASIS, 1 February 2008): a trans-unit for each text, whose id is its reference."""

from io import BytesIO
from itertools import groupby
from xml.etree import ElementTree

from actors.languages import Phrase
from updates.models.columns import LONGEST
from updates.translation_orders.ordering import TAGS, Item, Order
from updates.translation_orders.writing_word import told

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"


def written(order: Order) -> bytes:
    """The .xlf file: a <file> for each round and language of the source, whose `original` is always the same."""
    root = ElementTree.Element("xliff", {"version": "1.2", "xmlns": SPACE})
    for (original, origin), items in groupby(sorted(order.items, key=_of_file), _of_file):
        part = ElementTree.SubElement(
            root,
            "file",
            {
                "original": original,
                "source-language": TAGS[origin],
                "target-language": TAGS[order.code],
                "datatype": "plaintext",
            },
        )
        header = ElementTree.SubElement(part, "header")
        for words in (order.title, told(order), *order.instructions()):
            ElementTree.SubElement(header, "note").text = words
        body = ElementTree.SubElement(part, "body")
        for item in items:
            _unit(body, item, order.code)
    ElementTree.indent(root)
    file = BytesIO()
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue()


def _of_file(item: Item) -> tuple[str, str]:
    round, origin = item.update.round, item.source.language
    return f"{round.programme.slug}/{round.slug}/{origin}", origin


def _unit(body: ElementTree.Element, item: Item, code: str) -> None:
    name = f"{item.update.measure.code} {item.update.body.short_name}"
    bounds = {"maxwidth": str(LONGEST), "size-unit": "char", f"{XML}space": "preserve"}
    unit = ElementTree.SubElement(body, "trans-unit", {"id": item.reference, "resname": name} | bounds)
    _text(unit, "source", item.source)
    target = _text(unit, "target", Phrase(item.target, code))
    target.set("state", "needs-review-translation" if item.target else "needs-translation")
    for words in (item.measure, item.update.body.name):
        ElementTree.SubElement(unit, "note", {f"{XML}lang": TAGS[words.language]}).text = words


def _text(unit: ElementTree.Element, tag: str, words: Phrase) -> ElementTree.Element:
    made = ElementTree.SubElement(unit, tag, {f"{XML}lang": TAGS[words.language]})
    made.text = words
    return made
