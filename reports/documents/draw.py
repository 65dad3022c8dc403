"""Which formats there are, and a document in one of them as an answer to a request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, override

from reports.documents.definition import Document
from reports.documents.excel import as_excel
from reports.documents.pdf import as_pdf
from reports.documents.word import as_word

OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    """What people call a format, its media type, and who draws it."""

    word: str
    media_type: str
    draw: Callable[[Document], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", as_pdf),
    "docx": Format("Word", f"{OFFICE}wordprocessingml.document", as_word),
    "xlsx": Format("Excel", f"{OFFICE}spreadsheetml.sheet", as_excel),
}


def chosen(request: HttpRequest) -> str:
    """The format that the address asks for, "" for the page itself; 404 when there is no such format."""
    name = request.GET.get("format", "")
    if name and name not in FORMATS:
        raise Http404(name)
    return name


def answer(document: Document, name: str) -> HttpResponse:
    """The file in the language of the document, to be kept under its own name."""
    made = FORMATS[name]
    with override(document.language):
        content = made.draw(document)
    disposition = content_disposition_header(as_attachment=True, filename=f"{document.file_name}.{name}")
    return HttpResponse(content, content_type=made.media_type, headers={"Content-Disposition": disposition or ""})


def downloads(request: HttpRequest, name: str) -> list[dict[str, Any]]:
    """A link to each format of the page at hand; the words tell what it is, of which type, in which language (A-47).

    Translators: name the language of the catalogue in its own words.
    """
    query = request.GET.copy()
    links = []
    for ending, made in FORMATS.items():
        query["format"] = ending
        label = gettext("%(document)s (%(format)s, in English)") % {"document": name, "format": made.word}
        links.append({"label": label, "url": f"?{query.urlencode()}"})
    return links
