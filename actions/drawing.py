"""Draws the rows of long lists from an ordinary template, without rendering it for every row.

The template is rendered once for each pattern of empty values, with marks in place of the words; the rows of that
pattern are then filled in. A page of fifty rows knows a handful of patterns, and a process keeps them.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MARK = re.compile("\x00(.*?)\x00")
TO_ESCAPE = re.compile("[&<>\"']").search
LINE_BREAK = re.compile(r"\s*\n\s*(?=<t|$)")  # nine letters a row that nobody reads


def draw(template: str, rows: Iterable[dict[str, Any]], keys: tuple[str, ...], **page: str) -> SafeString:
    """The rows, drawn by the template one after another, with the texts that stand under `keys` in every row.

    The template takes `row` and what all rows share (`page`). It may ask whether a text of the row is there and print
    it; it never sees the text itself, so no filter may change it. Texts are escaped here, unless they are marked safe.
    """
    draw_shape = drawn_shape if settings.DEBUG else kept_shape
    shared, language, texts_of = tuple(page.items()), get_language(), itemgetter(*keys)
    shapes: dict[tuple[bool, ...], str] = {}
    drawn = []
    for row in rows:
        texts = texts_of(row)
        told = tuple(map(bool, texts))
        if told not in shapes:
            shapes[told] = draw_shape(template, language, shared, keys, told)
        is_plain = not TO_ESCAPE("".join(texts))  # most rows are, which is seen sooner than escaped
        drawn.append(shapes[told] % (row if is_plain else dict(zip(keys, map(escaped, texts), strict=True))))
    return SafeString("".join(drawn))


def escaped(text: str) -> str:
    """The text as it stands in a page."""
    return text if isinstance(text, SafeString) else escape(text)


def drawn_shape(
    template: str,
    language: str | None,
    page: tuple[tuple[str, str], ...],
    keys: tuple[str, ...],
    told: tuple[bool, ...],
) -> str:
    """The template as a format: `%(key)s` wherever a text of the row is to stand."""
    row: dict[str, Any] = {key: f"\x00{key}\x00" if is_told else "" for key, is_told in zip(keys, told, strict=True)}
    drawn = LINE_BREAK.sub("", render_to_string(template, {"row": row, **dict(page)}))
    return MARK.sub(r"%(\1)s", drawn.replace("%", "%%"))


kept_shape = lru_cache(maxsize=2000)(drawn_shape)
