"""What a report says in each format: all of it, hidden parts and metadata too, as one text."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pypdf
from django.urls import reverse

FORMATS = ("", "xlsx", "docx", "pdf")


def open_measure(client, measure, ending="", **query):
    address = reverse("reports:progress_measure", args=[measure.programme.slug, measure.code])
    return client.get(address, query | ({"format": ending} if ending else {}))


def open_list(client, programme, ending="", **query):
    address = reverse("reports:progress_list", args=[programme.slug])
    return client.get(address, query | ({"format": ending} if ending else {}))


def everything(response, ending):
    """Every text in the answer: of a page its source, of Office files every part, of a PDF words and metadata."""
    if not ending:
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.text)
    if ending == "pdf":
        told = pypdf.PdfReader(BytesIO(response.content))
        pages = "\n".join(page.extract_text() for page in told.pages)
        return "\n".join([pages, str(told.metadata), told.xmp_metadata.stream.get_data().decode(), str(told.outline)])
    with ZipFile(BytesIO(response.content)) as package:
        return unescape("\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist()))


def bare(text):
    """Without white space, hyphens and places to break, which formats set in their own way."""
    return re.sub(r"[\s\u00ad\u200b‐-]+", "", text)
