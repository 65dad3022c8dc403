"""The words that stand in a workbook's cells: written in one language, understood in all three."""

from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, override

from actors import wording
from actors.languages import CODES

YES = "yes"
_FLAGS = {YES: gettext_lazy("yes"), "": gettext_lazy("no")}
_ALSO_YES, _ALSO_NO = {"x", "1", "true"}, {"0", "false", "-"}
OTHER = {"fi": "sv", "sv": "fi"}


def said(words: Any, language: str) -> str:
    """A translatable text in one language."""
    with override(language):
        return str(words)


def side_by_side(words: Any, language: str, between: str = " / ") -> str:
    """A translatable text in both national languages, the workbook's own first; in English alone in an English one."""
    first = capfirst(said(words, language))
    second = capfirst(said(words, OTHER[language])) if language in OTHER else first
    return first if first == second else f"{first}{between}{second}"


@cache
def words(choices: type[TextChoices], language: str) -> dict[str, str]:
    """The word of each value, beginning with a capital."""
    with override(language):
        return {str(value): capfirst(str(label)) for value, label in choices.choices}


@cache
def flags(language: str) -> dict[str, str]:
    """The words for yes and no."""
    return {value: capfirst(said(word, language)) for value, word in _FLAGS.items()}


@cache
def meanings(choices: type[TextChoices]) -> dict[str, str]:
    """Which value a folded word means, in any of the languages."""
    found = {wording.fold(value): value for value in choices.values}
    for language in CODES:
        found |= {wording.fold(word): value for value, word in words(choices, language).items()}
    return found


@cache
def flag_meanings() -> dict[str, str]:
    """The same of yes and no; an empty cell is no."""
    found = dict.fromkeys(_ALSO_YES, YES) | dict.fromkeys(_ALSO_NO, "")
    for language in CODES:
        found |= {wording.fold(word): value for value, word in flags(language).items()}
    return found
