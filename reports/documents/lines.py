"""Lines and facts made of texts that know their language."""

from typing import Any

from django.utils.translation import get_language

from actions.status import Sign
from actors import wording
from reports.documents.definition import Cell, Fact, Facts, Line


def foreign(language: str | None) -> str:
    """The language as a line keeps it: "" when it is the one the document is written in."""
    return language if language and language != get_language() else ""


def line(text: str, **more: Any) -> Line:
    """One line of a text that may know its language (actors.languages.Phrase)."""
    return Line(str(text), foreign(getattr(text, "language", None)), **more)


def lines(text: str, **more: Any) -> Cell:
    """A line for every paragraph of a typed text."""
    language = foreign(getattr(text, "language", None))
    paragraphs = wording.clean(str(text)).split("\n")
    return tuple(Line(words, language, **more) for words in paragraphs if words.strip())


def shown(sign: Sign, **more: Any) -> Line:
    """A status: its shape and its word."""
    return Line(sign.word, symbol=sign.symbol, **more)


def facts(*told: tuple[str, Cell]) -> Facts:
    """The facts of which something is said."""
    return Facts(tuple(Fact(label, said) for label, said in told if said))
