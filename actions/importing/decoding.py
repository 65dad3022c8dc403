"""Bytes of a text file become text: Unicode in its usual forms, else Windows-1252, never a guess beyond."""

import codecs
import re
from dataclasses import dataclass, replace

from actions.importing.grids import text_place
from actions.importing.rows import Finding, UnreadableSource

_MARKS = (  # the byte order marks, the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile(r"\r\n?")
_TORN = re.compile(r"Ã[¤¶¥„–…©]|â€|\ufffd")  # ä, ö, å, é and quotes of UTF-8 read as Windows-1252; a lost letter
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x19\x1c\x1d]")


@dataclass(frozen=True)
class Text:
    """The text of a file, its lines parted by `\\n`, and what should be known about the way it was read."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(content: bytes) -> Text:
    """The text in `content`; raises UnreadableSource where it is no text or its encoding can't be told."""
    encoding = _encoding(content)
    try:
        text = _LINE_ENDS.sub("\n", content.decode(encoding))
    except UnicodeDecodeError as trouble:
        raise _unknown(content, trouble.start) from trouble
    _refuse_nul(text)
    torn = _torn(text)
    if encoding != "cp1252":
        return Text(text, (torn,) if torn else ())
    if torn:
        raise UnreadableSource(replace(torn, level="error", code="encoding_mixed"))
    return Text(text, (Finding("note", "read_as_windows_1252", ""),))


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        return _wide(content) or "utf-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: in the languages we read, every other byte of it is mostly NUL."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    half = len(content) // 2
    if len(content) % 2 == 0 and max(even, odd) > 0.6 * half and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return ""


def _torn(text: str) -> Finding | None:
    """The first letter that an earlier conversion tore: what was written can only be guessed."""
    torn = _TORN.search(text)
    if not torn:
        return None
    line = text.count("\n", 0, torn.start()) + 1
    return Finding("doubt", "letters_torn", text_place(line), {"line": str(line), "text": torn[0]}, (line, line))


def _unknown(content: bytes, at: int) -> UnreadableSource:
    line = content.count(b"\n", 0, at) + 1
    facts = {"line": str(line), "byte": f"{content[at]:02X}"}
    return UnreadableSource(Finding("error", "encoding_unknown", text_place(line), facts, (line, line)))


def _refuse_nul(text: str) -> None:
    """A NUL among control characters is a binary file; alone in a text it is a hole in the text."""
    if "\0" not in text:
        return
    if _CONTROLS.search(text):
        raise UnreadableSource(Finding("error", "file_not_known", ""))
    line = text.count("\n", 0, text.index("\0")) + 1
    finding = Finding("error", "file_has_nul", text_place(line), {"line": str(line)}, (line, line))
    raise UnreadableSource(finding)
