"""Two people have written the same answer: what each wrote, side by side, and a form on which no word is lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.languages import Phrase
from updates.comparing import Piece, pieces
from updates.completeness import TEXTS
from updates.forms import UpdateForm, opening
from updates.models import Update


@dataclass(frozen=True)
class Clash:
    """A field that the two texts have differently; `is_theirs` when only they changed it, so theirs is on the form."""

    name: str
    label: str
    theirs: str
    mine: str
    pieces: list[Piece]
    is_theirs: bool


def clashes(mine: UpdateForm, theirs: UpdateForm) -> list[Clash]:
    """The fields that differ between what was typed and what somebody saved meanwhile, in the order of the form."""
    base = base_words(theirs.instance, mine.version_typed) or {"language": mine.user.language}
    found = []
    for field in mine.visible_fields():
        there, here = shown(theirs, field.name), shown(mine, field.name)
        if there != here:
            is_theirs = base.get(field.name, "") == mine.value(field.name) or not mine.value(field.name)
            label = str(getattr(field.field, "item", None) or field.label)
            found.append(Clash(field.name, label, there, here, pieces(there, here), is_theirs))
    return found


def merged(mine: UpdateForm, theirs: UpdateForm, differing: list[Clash]) -> dict[str, Any]:
    """What is put on the form: mine, over their version; theirs in the fields that only they changed."""
    typed = {name: mine.data.get(name, "") for name in mine.fields}
    typed |= {clash.name: theirs.value(clash.name) for clash in differing if clash.is_theirs}
    return typed | {"version": theirs.instance.version, "opened": opening(mine.user)}


def base_words(update: Update, version: int) -> dict[str, str]:
    """The words both writers began from: those of the version, from the history; none of version 0."""
    row = update.history.filter(version=version).order_by("-history_id").first() if version else None
    return {name: getattr(row, name) for name in Update.WORDS} if row else {}


def rows(form: UpdateForm) -> dict[str, list[tuple[Any, str]]]:
    """The fields with what stands in them, in the order of the form: "own" ones, then "public" ones. That nothing has
    changed is told only where it is so."""
    asked = sorted(filter(form.is_asked, form.visible_fields()), key=lambda field: form.place(field.name))
    told = [(field, words) for field in asked if (words := shown(form, field.name)) or field.name != "is_unchanged"]
    return {
        "own": [each for each in told if each[0].name not in Update.PUBLIC_WORDS],
        "public": [each for each in told if each[0].name in Update.PUBLIC_WORDS],
    }


def shown(form: UpdateForm, name: str) -> str:
    """What stands in the field, as people read it; a text knows its language."""
    value = form.value(name)
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, bool):
        return _("yes") if value else ""
    if name in TEXTS and value:
        return Phrase(value, name[-2:] if name in Update.PUBLIC_WORDS else form.instance.language)
    labels = dict(getattr(form.fields[name], "choices", ()))
    return str(labels.get(value, value)) if value else ""
