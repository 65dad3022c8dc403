"""What commands print: in the language of the terminal, documents always as UTF-8."""

import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from actors.languages import CODES


def terminal_language() -> str:
    """The language of the terminal's locale; where it has none (C, POSIX, not set) that of the site."""
    told = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    language = told[:2].lower()
    if not told or told.partition(".")[0] in {"C", "POSIX"}:
        return settings.LANGUAGE_CODE
    return language if language in CODES else "en"


def print_lines(out: Any, lines: Iterable[str]) -> None:
    """Write lines to a terminal; a letter that its encoding lacks becomes a question mark."""
    if reconfigure := getattr(out, "reconfigure", None):
        reconfigure(errors="replace")
    for line in lines:
        out.write(line)


def print_document(out: Any, text: str) -> None:
    """Write the text to standard output as UTF-8, whatever the terminal's encoding is."""
    bytes_out = getattr(out, "buffer", None)
    if bytes_out is None:
        out.write(text, ending="")
    else:
        bytes_out.write(text.encode())
        bytes_out.flush()
