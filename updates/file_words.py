"""The words in a file that somebody brings, as far as they can be read without opening it: for markings alone (G-13).

Plain text, and the texts of Office and OpenDocument files; of pictures and PDF nothing is read.
"""

import lzma
import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST = 8 * 1024 * 1024  # bytes of text that are read, however much the file unpacks to
TEXTS = re.compile(r"(?:word|xl|ppt)/.*\.xml|(?:content|styles)\.xml")
BREAKS = re.compile(rb"</(?:\w+:)?(?:p|h|si|tr)>|<(?:\w+:)?(?:br|tab|line-break)\b[^>]*>")
TAGS = re.compile(rb"<[^>]*>")


def words(content: bytes) -> str:
    """The text of the file; "" when it holds none that can be read."""
    if content[:4] == b"PK\x03\x04":
        return "\n".join(_texts(content))
    head = content[:LARGEST]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return head.decode("utf-16", "replace")
    if b"\x00" in head[:8192] or head.startswith(b"%PDF"):
        return ""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _texts(content: bytes) -> Iterator[str]:
    room = LARGEST
    try:
        with ZipFile(BytesIO(content)) as package:
            for name in filter(TEXTS.fullmatch, package.namelist()):
                with package.open(name) as part:
                    marked_up = part.read(room)
                room -= len(marked_up)
                yield unescape(TAGS.sub(b"", BREAKS.sub(b"\n", marked_up)).decode("utf-8", "replace"))
    except (BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return  # what can't be unpacked can't be read here
