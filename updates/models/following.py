"""Public texts in several languages: which was made from which, and which has not followed since.

The source is the text in the language that the answer is written in, Finnish where that has none. Every other text
remembers the source as it stood when the text was saved; when the source changes afterwards, the text is behind.
"""

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from actors.languages import CODES

if TYPE_CHECKING:
    from updates.models.publishing import PublicAnswer


def source(update: "PublicAnswer") -> str:
    """The language that the others are made from."""
    return update.language if getattr(update, f"public_{update.language}", "") else "fi"


def follow(update: "PublicAnswer", before: dict[str, Any], at: datetime, opened: str = "") -> None:
    """Remember what each text that has changed since `before` (words by field) was made from. Texts that are typed on
    one opened form belong together, whichever was typed last."""
    origin = source(update)
    mark = fingerprint(getattr(update, f"public_{origin}"))
    memory = dict(update.made_from)
    for code in CODES:
        name, entry = f"public_{code}", memory.get(code, {})
        if not getattr(update, name):
            memory.pop(code, None)
        elif getattr(update, name) != before.get(name, "") or code not in memory:
            memory[code] = {"of": mark, "on": localdate(at).isoformat(), "opened": opened}
        elif opened and entry.get("opened") == opened:
            memory[code] = entry | {"of": mark}
    update.made_from = memory
    tell(update)


def follow_older(update: "PublicAnswer", code: str, on: date | None) -> None:
    """The text was made from the source as it stood on the day, which has changed since: so it is behind."""
    entry = update.made_from[code]
    update.made_from = update.made_from | {code: entry | {"of": "", "on": on.isoformat() if on else entry["on"]}}
    tell(update)


def confirm(update: "PublicAnswer", code: str, at: datetime) -> None:
    """The text is still right although its source has changed: a trivial edit."""
    mark = fingerprint(getattr(update, f"public_{source(update)}"))
    update.made_from = update.made_from | {code: update.made_from.get(code, {}) | {"of": mark}}
    tell(update)


def tell(update: "PublicAnswer") -> None:
    """Which texts are behind, kept in the column `behind` so that they can be looked for: "sv", "en sv" or ""."""
    origin = source(update)
    mark = fingerprint(getattr(update, f"public_{origin}"))
    behind = [code for code, entry in update.made_from.items() if code != origin and entry.get("of") != mark]
    update.behind = " ".join(sorted(behind))


def since(update: "PublicAnswer", code: str) -> date | None:
    """The day since which the text in the language has not followed its source; None when it is not behind."""
    day = update.made_from.get(code, {}).get("on")
    return date.fromisoformat(day) if day and code in update.behind.split() else None


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
