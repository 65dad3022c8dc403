"""Translation orders in tests: made as the site makes them, filled as translators do, brought back."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import at
from updates.models import Update
from updates.translation_orders import preparing, references, taking_in, writing_word, writing_xliff
from updates.translation_orders.ordering import Order

TODAY = date(2018, 6, 30)
NOW = at(TODAY)
WRITERS = {"docx": writing_word.written, "xlf": writing_xliff.written}
X = "{urn:oasis:names:tc:xliff:document:1.2}"


def make(kind="docx", code="sv", round=None):
    """The file of an order."""
    return WRITERS[kind](Order(code, TODAY, round))


def table_of(content):
    """The Word file and its table."""
    made = docx.Document(BytesIO(content))
    return made, made.tables[0]


def saved(made):
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def is_of(update, reference):
    return reference.split("-")[1:2] == [str(update.pk)]


def row_of(table, update):
    """The row of the answer's text."""
    return next(row for row in table.rows if is_of(update, row.cells[0].text))


def fill(content, texts, column=3):
    """The order with texts (by answer) typed into it, in Word or in a translator's tool."""
    if content.startswith(b"PK"):
        made, table = table_of(content)
        for update, text in texts.items():
            row_of(table, update).cells[column].text = text
        return saved(made)
    root = ElementTree.fromstring(content)
    for update, text in texts.items():
        unit = next(each for each in root.iter(f"{X}trans-unit") if is_of(update, each.get("id")))
        unit.find(f"{X}target").text = text
    return ElementTree.tostring(root, encoding="utf-8")


def preview(content, name="order.docx"):
    return preparing.parse(name, content).compared()


def lines(content):
    """What the file changes: answer → (new text, doubts)."""
    return {line.update.pk: (line.new, line.doubts) for line in preview(content).comparison.lines}


def findings(content):
    """Code and place of each finding."""
    found = preview(content)
    return [(each.code, each.place) for each in (*found.reading.findings, *found.comparison.findings)]


def take(content, by=None, chosen=None):
    """Bring the file in and take in all that is new, or the lines with the tokens."""
    parsed = preparing.parse("order.docx", content)
    tokens = parsed.compared().tokens if chosen is None else chosen
    return taking_in.take_in(taking_in.keep(parsed, content, by, NOW), tokens, by, NOW)


def reference_of(update, code="sv"):
    return str(references.make(Update.objects.get(pk=update.pk), code))


def bring(client, content, name="order.docx"):
    """Upload the file on the page of translation orders."""
    return client.post(reverse("updates:translation_take_in"), {"file": SimpleUploadedFile(name, content)})
