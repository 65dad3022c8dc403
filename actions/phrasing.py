"""What lists say of measures, each thing put in words once a language: few things are said of many measures."""

from datetime import date
from functools import lru_cache

from django.utils.translation import gettext, ngettext

from actions import wording
from actions.models import ScheduleItem
from actions.status import END_STAGES, Confidence, Freshness, Mark, Sign, Stage, mark, sign

KEPT = 5000


class Phrasing:
    """The words of the language that was the reader's when it was made; see `phrasing`."""

    def __init__(self) -> None:
        keep = lru_cache(KEPT)
        self.day, self.reading, self.others = keep(wording.day), keep(wording.reading), keep(others)
        self.why_late, self.standing, self.shown = keep(why_late), keep(standing), keep(shown)


@lru_cache(10)
def phrasing(language: str) -> Phrasing:
    """The words of a language; call it with the reader's own."""
    return Phrasing()


def shown(stage: str, confidence: str, fresh: Freshness) -> Sign:
    """The sign of the one mark; of a measure that ended otherwise, how it ended."""
    one_mark = mark(stage, confidence, fresh)
    return sign(Stage, stage) if one_mark == Mark.ENDED else sign(Mark, one_mark)


def sureness(stage: str, confidence: str, fresh: Freshness) -> Sign:
    """The sign of the confidence; what was told in an earlier round is said to be so, and never shown in its colour."""
    told = sign(Confidence, confidence)
    if not confidence or fresh != Freshness.EARLIER or stage in END_STAGES:
        return told
    return Sign(sign(Freshness, fresh).symbol, gettext("Earlier: %(status)s") % {"status": told.word.lower()}, "")


def standing(stage: str, confidence: str, fresh: Freshness) -> dict[str, str]:
    """The status in words; under a measure that has fallen silent stands what was told of it earlier."""
    one = shown(stage, confidence, fresh)
    stage_word = sign(Stage, stage).word if stage else ""
    confidence_word = sureness(stage, confidence, fresh).word if confidence else ""
    beneath = stage_word
    if fresh == Freshness.EARLIER and one == sign(Mark, Mark.NOT_REPORTED):
        beneath = confidence_word or gettext("Earlier: %(status)s") % {"status": stage_word.lower()}
    return {
        "symbol": one.symbol,
        "status": one.word,
        "beneath": beneath if beneath != one.word else "",
        "stage": stage_word,
        "confidence": confidence_word,
        "freshness": sign(Freshness, fresh).word,
        "told": gettext("Not this round") if fresh == Freshness.EARLIER else "",
    }


def others(count: int) -> str:
    """How many more schedule items there are than the one that is shown."""
    return ngettext("and %(count)s other", "and %(count)s others", count) % {"count": count} if count else ""


def why_late(n: int, label: str, latest: date | None, due: date) -> str:
    """Why a measure is late; its item may since have been given another day, or have ended."""
    if latest != due:
        return wording.why_late_then(due)
    return wording.why_late(ScheduleItem(n=n, label=label, latest=latest))
