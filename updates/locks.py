"""Why nothing can be written, in words: every lock says why, and whom to ask."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actors.models import Body
from updates.models import Lock, Round
from updates.tasks import Task


def sentence(lock: str, round: Round, giver: Body | None = None) -> str:
    """The lock of a round's answers as one sentence; "" of no lock. `giver` is the lead in whose return a unit answers,
    where the lock is of that return."""
    day = round.frozen_at and localtime(round.frozen_at) if lock == Lock.FROZEN else round.closes
    return words(lock, day is not None, giver is not None) % {
        "body": giver,
        "round": round.name,
        "day": date_format(day, "SHORT_DATE_FORMAT") if day else "",
    }


def of_task(lock: str, task: Task) -> str:
    """The same for whoever writes an answer."""
    return sentence(lock, task.round, task.giver)


def words(lock: str, has_day: bool, is_of_giver: bool) -> str:
    """The sentence with its gaps."""
    if lock == Lock.FROZEN:
        return _(
            "The round %(round)s was closed for good on %(day)s. What has changed since belongs to the next round."
        )
    if lock == Lock.EXCUSED and is_of_giver:
        return _(
            "The office has excused %(body)s, in whose return you answer, from the round %(round)s. Ask the office if "
            "you want to answer."
        )
    if lock == Lock.CLOSED and has_day and is_of_giver:
        return _(
            "The round %(round)s took answers until %(day)s. Ask the programme office to open the return of %(body)s, "
            "in which you answer, again."
        )
    if lock == Lock.EXCUSED:
        return _("The office has excused your body from the round %(round)s. Ask the office if you want to answer.")
    if lock == Lock.CLOSED and has_day:
        return _("The round %(round)s took answers until %(day)s. Ask the programme office to open it for you again.")
    return _("The round %(round)s takes no answers now.") if lock else ""
