"""What a file that came back is, Word or XLIFF; what is dangerous, or neither, is refused before anything is read."""

import re
from pathlib import PurePath
from zipfile import ZipFile

from actions.importing.workbook_guard import Survey, check_parts, refused
from updates.workbook.opening import COMPOUND, MOST_BYTES

WORD, XLIFF = "docx", "xlf"
WITH_MACROS = {".docm", ".dotm"}
BLANKS = b"\xef\xbb\xbf\xff\xfe\0\t\n\r "
PAGE = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)


def kind_of(file_name: str, content: bytes) -> str:
    """WORD or XLIFF; raises UnreadableSource with the one finding that says why it can't be read."""
    if not content.strip(BLANKS):
        raise refused("file_empty")
    if len(content) > MOST_BYTES:
        megabytes = f"{len(content) / 1_000_000:.1f}".replace(".", ",")
        raise refused("file_too_large", megabytes=megabytes, most=str(MOST_BYTES // 1_000_000))
    if content.startswith(COMPOUND):
        raise refused("word_encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "word_old")
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        _check_word(file_name, content)
        return WORD
    start = content.lstrip(BLANKS)
    if not start.startswith(b"<"):
        raise refused(_other(start))
    if PAGE.match(start.replace(b"\0", b"")[:2000]):
        raise refused("file_is_page")
    Survey().read("", content)  # refuses a document type, and with it every entity
    return XLIFF


def _other(start: bytes) -> str:
    if start.startswith(b"{\\rtf"):
        return "file_is_rtf"
    return "file_is_other" if any(byte < 9 for byte in start[:2000]) or start.startswith(b"%PDF") else "file_is_text"


def _check_word(file_name: str, content: bytes) -> None:
    if PurePath(file_name.replace("\\", "/")).suffix.casefold() in WITH_MACROS:
        raise refused("word_with_macros")
    check_parts(content, _check_kind, Survey())


def _check_kind(parts: ZipFile) -> None:
    """Other files are zips too; each is refused by its own name."""
    names = set(parts.namelist())
    types = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    for folder, code in (("xl/", "file_is_excel"), ("ppt/", "file_is_slides")):
        if any(name.startswith(folder) for name in names):
            raise refused(code)
    if "mimetype" in names:
        raise refused("file_is_opendocument")
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in types:
        raise refused("word_with_macros")
    if not types or not any(name.startswith("word/") for name in names):
        raise refused("file_is_archive")
