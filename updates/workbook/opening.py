"""Opens a workbook that came back: what is dangerous, or no workbook of ours, is refused before anything is read."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from actions.importing.workbook_guard import check_workbook, refused

MOST_BYTES = 5_000_000
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # what Excel wrote before 2007, and still writes around a password
OLD = b"\x09\x08\x10\0"
WITH_MACROS = {".xlsm", ".xltm", ".xlam"}


@dataclass(frozen=True)
class Opened:
    """The sheets with their values, and which cells of each sheet (row, column) hold a formula."""

    book: Any
    formulas: dict[str, set[tuple[int, int]]]


def opened(file_name: str, content: bytes) -> Opened:
    """The workbook in the file; raises UnreadableSource with the one finding that says why it can't be read."""
    _check_kind(file_name, content)
    has_formulas = check_workbook(content)
    book = _loaded(content, data_only=True)
    return Opened(book, _formulas(_loaded(content, data_only=False)) if has_formulas else {})


def _check_kind(file_name: str, content: bytes) -> None:
    ending = PurePath(file_name.replace("\\", "/")).suffix.casefold()
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise refused("file_empty")
    if len(content) > MOST_BYTES:
        megabytes = f"{len(content) / 1_000_000:.1f}".replace(".", ",")
        raise refused("file_too_large", megabytes=megabytes, most=str(MOST_BYTES // 1_000_000))
    if content.startswith(COMPOUND):
        raise refused("workbook_encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "workbook_old")
    if content.startswith(OLD):
        raise refused("workbook_old")
    if not content.startswith((b"PK\3\4", b"PK\5\6")):
        is_page = content.lstrip(b"\xef\xbb\xbf\xff\xfe\0\t\n\r ").startswith(b"<")
        raise refused("file_is_page" if is_page else "file_is_text" if _is_text(content) else "file_is_other")
    if ending in WITH_MACROS:
        raise refused("workbook_with_macros")


def _is_text(content: bytes) -> bool:
    """Whether it may be a table saved as text (.csv): such a file has no control characters."""
    return not any(byte < 9 for byte in content[:2000])


def _loaded(content: bytes, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl leaves out: none holds the value of a cell
            return load_workbook(BytesIO(content), data_only=data_only, keep_links=False)
    except Exception as trouble:  # openpyxl promises no set of errors for a workbook that is wrong inside
        raise refused("workbook_damaged") from trouble


def _formulas(book: Any) -> dict[str, set[tuple[int, int]]]:
    return {
        sheet.title: {at for at, cell in sheet._cells.items() if cell.data_type == "f"} for sheet in book.worksheets
    }
