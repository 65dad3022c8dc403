"""Question: which promises stand behind a number of the table, and what has become of each?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from actors.languages import Phrase
from actors.models import Body
from updates import saying
from updates.models import Fate, Round, Told

UNTOLD = "untold"
NO_BODY = "-"


def columns() -> list[tuple[str, str]]:
    """The columns of the table: all that were promised, then by what became of them."""
    return [
        ("", gettext("Promised")),
        (Fate.KEPT, pgettext("promises", "Done")),
        (Fate.MOVED, pgettext("promises", "Moved")),
        (Fate.DROPPED, pgettext("promises", "Dropped")),
        (UNTOLD, gettext("Not told yet")),
    ]


def address(round: Round, body: Body | None, fate: str, day: dict[str, str], *, is_total: bool = False) -> str:
    """Where a number leads: the same page and day, with the list of what it counts."""
    of_body = {} if is_total else {"body": body.slug if body else NO_BODY}
    return f"?{urlencode({'promises': round.slug} | of_body | ({'fate': fate} if fate else {}) | day)}#promised"


@dataclass(frozen=True)
class Chosen:
    """The promises behind one number: `title` says which they are."""

    title: str
    rows: list[dict[str, Any]]


def chosen(rows: list[Any], asked: Mapping[str, str]) -> Chosen | None:
    """What the address asks for; None when there is no such promise."""
    wanted, body = asked.get("fate", ""), asked.get("body")
    words = dict(columns())
    of_round = [row for row in rows if row.update.round.slug == asked.get("promises")]
    if not of_round or wanted not in words:
        return None
    if body is not None:
        of_round = [row for row in of_round if (row.body.slug if row.body else NO_BODY) == body]
    found = [row for row in of_round if not wanted or (row.fate or UNTOLD) == wanted]
    if not found:
        return None
    who = pgettext("promised by", "all bodies") if body is None else str(found[0].body or gettext("no body named"))
    return Chosen(f"{found[0].update.round.name}, {who}: {words[wanted].lower()}", [told(row) for row in found])


def told(row: Any) -> dict[str, Any]:
    """One promise as the list tells it."""
    newest = Told(row.fate, row.newest_day if row.fate == Fate.MOVED else None, "") if row.fate else None
    return {
        "promise": row,
        "text": Phrase(row.text, row.update.language),
        "fate": saying.fate(newest) or capfirst(gettext("Not told yet")),
    }
