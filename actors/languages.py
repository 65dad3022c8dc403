"""Text kept in the columns …_fi, …_sv, …_en, read in the reader's language and marked when it is another."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.translation import get_language

CODES = ("fi", "sv", "en")


class Phrase(str):
    """A text that knows its language; it is an ordinary str everywhere else."""

    language: str

    def __new__(cls, text: str, language: str) -> "Phrase":
        phrase = super().__new__(cls, text)
        phrase.language = language
        return phrase


def order(language: str | None = None) -> Iterator[str]:
    """The languages to look in: the reader's own first, then Finnish, Swedish, English."""
    own = (language or get_language() or CODES[0])[:2]
    yield own
    yield from (code for code in CODES if code != own)


def choose(texts: Mapping[str, Any], stem: str, language: str | None = None) -> Phrase:
    """The text `stem` of a row of columns, in the first language that has it; empty when none has."""
    for code in order(language):
        if text := texts.get(f"{stem}_{code}"):
            return Phrase(text, code)
    return Phrase("", next(order(language)))


class InLanguages:
    """`measure.title` reads title_fi, title_sv or title_en and says which one it was."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __get__(self, row: models.Model | None, model: type[models.Model] | None = None) -> Any:
        return self if row is None else choose(row.__dict__, self.stem)
