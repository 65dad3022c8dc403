"""Why nothing can be written, in words: every lock says why, and whom to ask."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from updates.models import Lock, Round


def sentence(lock: str, round: Round) -> str:
    """The lock of a round's answers as one sentence; "" of no lock."""
    day = round.frozen_at and localtime(round.frozen_at) if lock == Lock.FROZEN else round.closes
    return words(lock, day is not None) % {
        "round": round.name,
        "day": date_format(day, "SHORT_DATE_FORMAT") if day else "",
    }


def words(lock: str, has_day: bool) -> str:
    """The sentence with its gaps."""
    if lock == Lock.FROZEN:
        return _(
            "The round %(round)s was closed for good on %(day)s. What has changed since belongs to the next round."
        )
    if lock == Lock.EXCUSED:
        return _("The office has excused your body from the round %(round)s. Ask the office if you want to answer.")
    if lock == Lock.CLOSED and has_day:
        return _("The round %(round)s took answers until %(day)s. Ask the programme office to open it for you again.")
    return _("The round %(round)s takes no answers now.") if lock else ""
