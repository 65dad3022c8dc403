"""By which days a body answers in a round, in words: the leads may want partners' parts before the round is due."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from updates.models import Return, Round


def parts_due(round: Round, row: Return | None) -> date | None:
    """The day by which partners give their parts to the leads; None where the round has none before its due day, and
    where the office gave the body (its return is `row`) more time."""
    return None if row and row.due else round.parts_due


def in_words(round: Round, row: Return | None, leads: bool, takes_part: bool) -> str:
    """By which days somebody who leads, or takes part, or both, answers."""
    parts = parts_due(round, row) if takes_part else None
    if not parts:
        words = _("Answers by %(due)s")
    elif leads:
        words = _("Answers by %(due)s, parts for the leads by %(parts)s")
    else:
        words = _("Parts for the leads by %(parts)s, the round is due on %(due)s")
    due = row.due_day if row else round.due
    return words % {"due": _short(due), "parts": _short(parts) if parts else ""}


def _short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
