"""A file comes in: what it is, by its content first and its name second, and what it holds."""

import json
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Literal

from actions.importing.cell_text import clean_lines
from actions.importing.csv_text import delimiter_of, read_csv
from actions.importing.decoding import decode
from actions.importing.excel import read_workbook
from actions.importing.html_table import read_html
from actions.importing.rows import Finding, Row, UnreadableSource
from actions.importing.tables import Remark, Table

Kind = Literal["page", "excel", "csv", "html", "interchange"]

MOST_BYTES = 5_000_000
FORMAT = "etenee-programme/1"

_MAGIC: tuple[tuple[bytes, str, dict[str, str]], ...] = (
    (b"\x89PNG", "file_is_picture", {"form": "PNG"}),
    (b"\xff\xd8\xff", "file_is_picture", {"form": "JPEG"}),
    (b"GIF8", "file_is_picture", {"form": "GIF"}),
    (b"II*\0", "file_is_picture", {"form": "TIFF"}),
    (b"MM\0*", "file_is_picture", {"form": "TIFF"}),
    (b"%PDF", "file_is_pdf", {}),
    (b"{\\rtf", "file_is_word", {}),
    (b"\x1f\x8b", "file_is_archive", {}),
    (b"7z\xbc\xaf", "file_is_archive", {}),
    (b"Rar!", "file_is_archive", {}),
    (b"BZh", "file_is_archive", {}),
    (b"\xfd7zXZ", "file_is_archive", {}),
    (b"\x09\x08\x10\0", "workbook_old", {}),
    (b"MIME-Version:", "html_is_archive", {}),
)
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # what Office wrote before 2007, and still writes around a password

_MARKUP = re.compile(r"<(?:!doctype|!--|\?xml|[a-z][a-z0-9:]*[\s>/])")

# What a name may hold that says what it holds. ".txt" and unknown endings say nothing.
_ENDINGS: dict[str, Kind] = {
    ".xlsx": "excel",
    ".xls": "excel",
    ".xlsm": "excel",
    ".xlsb": "excel",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".json": "interchange",
}


@dataclass(frozen=True)
class Source:
    """A file that can be read as a programme.

    `rows` are those of a table (excel, csv, html), `text` is that of a page or an interchange document;
    the other of the two is empty. `language` is that of the header words, None when there is no header;
    `title` is what stands above the header. `remarks` are (place, text) of all text outside the five columns:
    titles, footnotes, other columns, comments, the rest of a web page.
    """

    name: str
    sha256: str
    kind: Kind
    text: str = ""
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str | None = None
    title: str = ""
    remarks: tuple[Remark, ...] = ()


def open_source(name: str, content: bytes) -> Source:
    """The file `name` with its `content`; raises UnreadableSource when it can't be read as a programme.

    Findings of level "error" in the source stop the import as well: they are cells and lines that are to
    be put right, all of them told at once. Every finding has the fact `file`.
    """
    file = name.replace("\\", "/").rpartition("/")[2]
    try:
        source = _opened(file, content)
    except UnreadableSource as refusal:
        raise UnreadableSource(_of_file(refusal.finding, file)) from refusal
    return replace(source, findings=tuple(_of_file(finding, file) for finding in source.findings))


def _of_file(finding: Finding, file: str) -> Finding:
    return replace(finding, place=finding.place or file, facts={"file": file, **finding.facts})


def _refused(code: str, **facts: str) -> UnreadableSource:
    return UnreadableSource(Finding("error", code, "", facts))


def _opened(file: str, content: bytes) -> Source:
    if not content.strip(b"\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise _refused("file_empty")
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1_000_000:.1f}".replace(".", ",")
        raise _refused("file_too_large", megabytes=size, most=str(MOST_BYTES // 1_000_000))
    source = Source(file, sha256(content).hexdigest(), "page")
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        table = read_workbook(content)
        _check_name(file, "excel", "workbook_misnamed")
        return _of_table(replace(source, kind="excel"), table)
    _refuse_binary(content)
    decoded = decode(content)
    return _of_text(replace(source, findings=decoded.findings), decoded.text)


def _ending(file: str) -> str:
    return PurePath(file).suffix.casefold()


def _check_name(file: str, kind: Kind, code: str) -> None:
    """The name must not promise something else: who sends a web page as .xlsx may have sent the wrong file."""
    ending = _ending(file)
    if _ENDINGS.get(ending, kind) != kind or (kind == "excel" and ending not in ("", ".xlsx")):
        raise _refused(code, ending=ending)


def _refuse_binary(content: bytes) -> None:
    """Raises for the files that are no table, each by its own name, told by their first bytes."""
    for magic, code, facts in _MAGIC:
        if content.startswith(magic):
            raise _refused(code, **facts)
    if content[4:12] in (b"ftypheic", b"ftypheif", b"ftypmif1", b"ftypavif"):
        raise _refused("file_is_picture", form="HEIF")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        raise _refused("file_is_picture", form="WebP")
    if content.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused("workbook_encrypted")
        is_word = "WordDocument".encode("utf-16-le") in content
        raise _refused("file_is_word" if is_word else "workbook_old")


def _of_text(source: Source, text: str) -> Source:
    """What the text is: a web page, an interchange document, a table, or else the text of a page."""
    start = text.lstrip("\ufeff \t\n")[:2000].casefold()
    if _MARKUP.match(start):
        return _of_markup(source, text, start)
    if start.startswith("{") or (start.startswith("[") and _ending(source.name) == ".json"):
        _check_name(source.name, "interchange", "json_misnamed")
        return _of_json(source, text)
    delimiter, found = delimiter_of(text)  # a sentence may well list some of the columns between commas
    if found >= (5 if delimiter == "," else 3) or _ENDINGS.get(_ending(source.name)) == "csv":
        _check_name(source.name, "csv", "text_misnamed")
        return _of_table(replace(source, kind="csv"), read_csv(text, delimiter))
    if "<table" in text.casefold():
        return _of_markup(source, text, start)
    _check_name(source.name, "page", "text_misnamed")
    printed = clean_lines(text)
    if not printed.strip():
        raise _refused("file_empty")
    return replace(source, kind="page", text=printed)


def _of_markup(source: Source, text: str, start: str) -> Source:
    if "<svg" in start and "<html" not in start:
        raise _refused("file_is_picture", form="SVG")
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<workbook" in start:
        raise _refused("workbook_xml")
    _check_name(source.name, "html", "html_misnamed")
    return _of_table(replace(source, kind="html"), read_html(text))


def _of_json(source: Source, text: str) -> Source:
    """An interchange document; what stands in it is checked by those who read it."""
    try:
        document = json.loads(text, parse_int=str)
    except json.JSONDecodeError as trouble:
        raise _refused("json_broken", line=str(trouble.lineno), column=str(trouble.colno)) from trouble
    except RecursionError as trouble:
        raise _refused("json_not_programme", format=FORMAT) from trouble
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refused("json_not_programme", format=FORMAT)
    return replace(source, kind="interchange", text=text)


def _of_table(source: Source, table: Table) -> Source:
    return replace(
        source,
        rows=table.rows,
        findings=(*source.findings, *table.findings),
        language=table.header.language,
        title=table.title,
        remarks=table.remarks,
    )
