"""A workbook is a zip of XML: what makes one dangerous or useless is found before anything parses it.

So is a Word document: `check_parts` looks at either, `Survey` at any XML.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl.utils import column_index_from_string

from actions.importing.grids import MOST_CELLS
from actions.importing.rows import Finding, UnreadableSource

MOST_PARTS = 200
MOST_UNPACKED = 50_000_000  # bytes of all parts together
MOST_PACKED = 100  # unpacked bytes for one byte of the file
MOST_ELEMENTS = 500_000  # XML elements of all parts together: MOST_CELLS cells with their texts
MOST_DEPTH = 100

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff")


def refused(code: str, place: str = "", **facts: str) -> UnreadableSource:
    """The refusal of a whole file, ready to be raised."""
    return UnreadableSource(Finding("error", code, place, facts))


def check_workbook(content: bytes) -> bool:
    """Raises UnreadableSource unless `content` is an .xlsx that is safe to parse; tells if it has formulas."""
    survey = _SurveyOfSheets()
    check_parts(content, _check_kind, survey)
    return survey.formulas


def check_parts(content: bytes, check_kind: Callable[[ZipFile], None], survey: "Survey") -> None:
    """Raises UnreadableSource unless `content` is a zip of XML that is safe to parse and `check_kind` lets it pass.

    Limits: `MOST_PARTS`, `MOST_UNPACKED`, `MOST_PACKED`, `MOST_ELEMENTS` (T-27, T-28). The sizes that the
    zip declares are checked first, then every part is unpacked once, so that a lying size or a broken
    part is found here.
    """
    try:
        with ZipFile(BytesIO(content)) as parts:
            _check_sizes(parts.infolist(), len(content))
            check_kind(parts)
            for name, part in _unpacked(parts):
                if _XML.match(part):
                    survey.read(name, part)
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as trouble:
        raise refused("workbook_damaged") from trouble


def _check_sizes(members: list[ZipInfo], packed: int) -> None:
    if len(members) > MOST_PARTS:
        raise refused("workbook_many_parts", parts=str(len(members)), most=str(MOST_PARTS))
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_PACKED * packed:
        facts = {"megabytes": str(-(-unpacked // 1_000_000)), "most": str(MOST_UNPACKED // 1_000_000)}
        raise refused("workbook_unpacks_large", **facts)
    if any(member.flag_bits & 1 for member in members):
        raise refused("workbook_encrypted")


def _check_kind(parts: ZipFile) -> None:
    """Other files are zips too; each is refused by its own name."""
    names = set(parts.namelist())
    types = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if any(name.startswith("word/") for name in names):
        raise refused("file_is_word")
    if any(name.startswith("ppt/") for name in names):
        raise refused("file_is_slides")
    if "mimetype" in names:
        raise refused("file_is_opendocument")
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in types:
        raise refused("workbook_with_macros")
    if "xl/workbook.bin" in names:
        raise refused("workbook_binary")
    if not types or not any(name.startswith("xl/") for name in names):
        raise refused("file_is_archive")


def _unpacked(parts: ZipFile) -> Iterator[tuple[str, bytes]]:
    for member in parts.infolist():
        yield member.filename, parts.read(member)


@dataclass
class Survey:
    """One pass over the XML of all parts that builds nothing: it counts, measures and refuses."""

    part: str = ""
    elements: int = 0
    depth: int = 0

    def read(self, name: str, part: bytes) -> None:
        """Counts the elements of one part; refuses a DOCTYPE (entities, outside files) wherever it stands."""
        self.part, self.depth = name, 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, LookupError, ValueError) as trouble:  # the latter of an encoding that nobody knows
            if name.endswith((".xml", ".rels")):
                raise refused("workbook_damaged", part=name) from trouble

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Counts an element that begins."""
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > MOST_DEPTH:
            raise refused("table_too_large", most=str(MOST_CELLS))

    def _end(self, tag: str) -> None:
        self.depth -= 1

    def _doctype(self, *_: object) -> None:
        raise refused("workbook_unsafe", part=self.part)


@dataclass
class _SurveyOfSheets(Survey):
    """Finds formulas too, and counts the cells that merged and linked ranges cover."""

    covered: int = 0
    formulas: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        name = tag.rpartition(":")[2]
        if name == "f":
            self.formulas = True
        elif name in ("mergeCell", "hyperlink"):
            self._cover(attributes.get("ref", ""))

    def _cover(self, reference: str) -> None:
        """openpyxl makes a cell for each one in a merged or linked range: they count like cells."""
        corners = _RANGE.fullmatch(reference)
        if not corners:
            raise refused("workbook_damaged", part=self.part)
        left, top, right, bottom = corners.groups()
        if right:
            width = column_index_from_string(right) - column_index_from_string(left) + 1
            self.covered += abs(width) * (abs(int(bottom) - int(top)) + 1)
        if self.covered > MOST_CELLS:
            raise refused("range_too_large", reference, range=reference, most=str(MOST_CELLS))
