"""The words of status: stage, confidence, freshness, the one mark for all three where space is short, their shapes."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    INSIDE = "inside", _("the office and the steering group")
    PUBLIC = "public", _("the public")


class Stage(models.TextChoices):
    NOT_STARTED = "not_started", pgettext_lazy("stage", "not started")
    IN_PREPARATION = "in_preparation", pgettext_lazy("stage", "in preparation")
    IN_PROGRESS = "in_progress", pgettext_lazy("stage", "in progress")
    IMPLEMENTED = "implemented", pgettext_lazy("stage", "implemented")
    PARTLY_IMPLEMENTED = "partly_implemented", pgettext_lazy("stage", "partly implemented")
    CONTINUOUS = "continuous", pgettext_lazy("stage", "continuous activity")
    DISCONTINUED = "discontinued", pgettext_lazy("stage", "discontinued")
    MERGED = "merged", pgettext_lazy("stage", "merged")
    TRANSFERRED = "transferred", pgettext_lazy("stage", "transferred")
    NOT_PURSUED = "not_pursued", pgettext_lazy("stage", "not pursued")


class Confidence(models.TextChoices):
    ON_PLAN = "on_plan", pgettext_lazy("confidence", "on plan")
    AT_RISK = "at_risk", pgettext_lazy("confidence", "at risk of delay")
    DELAYED = "delayed", pgettext_lazy("confidence", "delayed")
    BLOCKED = "blocked", pgettext_lazy("confidence", "blocked")


# Nothing more is expected of a measure at one of these stages in this programme, so nothing of it is late.
END_STAGES = frozenset(
    {
        Stage.IMPLEMENTED,
        Stage.PARTLY_IMPLEMENTED,
        Stage.DISCONTINUED,
        Stage.MERGED,
        Stage.TRANSFERRED,
        Stage.NOT_PURSUED,
    }
)


class Freshness(models.TextChoices):
    THIS_ROUND = "this_round", pgettext_lazy("freshness", "reported this round")
    EARLIER = "earlier", pgettext_lazy("freshness", "reported earlier")
    NEVER = "never", pgettext_lazy("freshness", "not reported")


def freshness(reported_on: date | None, reporting_since: date | None) -> Freshness:
    """Reported on or after the day the newest round opened, before it, or never."""
    if reported_on is None:
        return Freshness.NEVER
    if reporting_since is None or reported_on >= reporting_since:
        return Freshness.THIS_ROUND
    return Freshness.EARLIER


class Mark(models.TextChoices):
    """The one mark of a measure, in the order of the matrix's columns."""

    IMPLEMENTED = "implemented", pgettext_lazy("mark", "implemented")
    PARTLY_IMPLEMENTED = "partly_implemented", pgettext_lazy("mark", "partly implemented")
    ON_PLAN = "on_plan", pgettext_lazy("mark", "on plan")
    CONTINUOUS = "continuous", pgettext_lazy("mark", "continuous activity")
    AT_RISK = "at_risk", pgettext_lazy("mark", "at risk of delay")
    DELAYED = "delayed", pgettext_lazy("mark", "delayed")
    BLOCKED = "blocked", pgettext_lazy("mark", "blocked")
    NOT_STARTED = "not_started", pgettext_lazy("mark", "not started")
    ENDED = "ended", pgettext_lazy("mark", "ended otherwise")
    NOT_REPORTED = "not_reported", pgettext_lazy("mark", "not reported")


def mark(stage: str, confidence: str, fresh: str) -> Mark:
    """The first that applies: an end stage, not reported this round, blocked, delayed, at risk, continuous,
    not started, on plan. Silence is never green. Source: the status grammar of the site, shown on about:figures."""
    if stage in {Stage.IMPLEMENTED, Stage.PARTLY_IMPLEMENTED}:
        return Mark(stage)
    if stage in END_STAGES:
        return Mark.ENDED
    if fresh != Freshness.THIS_ROUND:
        return Mark.NOT_REPORTED
    if confidence in {Confidence.BLOCKED, Confidence.DELAYED, Confidence.AT_RISK}:
        return Mark(confidence)
    if stage in {Stage.CONTINUOUS, Stage.NOT_STARTED}:
        return Mark(stage)
    return Mark.ON_PLAN if confidence == Confidence.ON_PLAN else Mark.NOT_REPORTED


# The shape that stands for each word (static/icons.svg), and the tint that some of them may stand on.
SYMBOLS: dict[str, str] = {
    Stage.NOT_STARTED: "none", Stage.IN_PREPARATION: "prep", Stage.IN_PROGRESS: "prog", Stage.IMPLEMENTED: "done",
    Stage.PARTLY_IMPLEMENTED: "partial", Stage.CONTINUOUS: "cont", Stage.DISCONTINUED: "stop", Stage.MERGED: "merge",
    Stage.TRANSFERRED: "moved", Stage.NOT_PURSUED: "nope",
    Confidence.ON_PLAN: "plan", Confidence.AT_RISK: "risk", Confidence.DELAYED: "late", Confidence.BLOCKED: "block",
    Freshness.THIS_ROUND: "fresh", Freshness.EARLIER: "old", Freshness.NEVER: "silent",
    Mark.ENDED: "stop", Mark.NOT_REPORTED: "silent",
}  # fmt: skip
TONES = {"plan": "plan", "risk": "risk", "late": "late", "block": "block", "done": "done", "partial": "done"}


@dataclass(frozen=True)
class Sign:
    """How a status is shown: the shape, the word in the reader's language, the tint ("" for none)."""

    symbol: str
    word: str
    tone: str


def sign(axis: type[models.TextChoices], value: str) -> Sign:
    """The sign of a value of an axis; an empty value, which nobody has told, is shown as not reported."""
    told = axis(value) if value else Mark.NOT_REPORTED
    symbol = SYMBOLS[told]
    return Sign(symbol, capfirst(str(told.label)), TONES.get(symbol, ""))


class Change(models.TextChoices):
    """What became of a measure between two answers."""

    BETTER = "better", pgettext_lazy("change", "improved")
    SAME = "same", pgettext_lazy("change", "unchanged")
    WORSE = "worse", pgettext_lazy("change", "worsened")


CHANGE_ICONS: dict[str, str] = {Change.BETTER: "up", Change.SAME: "same", Change.WORSE: "dn"}
FARTHER = [Stage.NOT_STARTED, Stage.IN_PREPARATION, Stage.IN_PROGRESS, Stage.PARTLY_IMPLEMENTED, Stage.IMPLEMENTED]
GIVEN_UP = {Stage.DISCONTINUED, Stage.NOT_PURSUED}


def change(before: tuple[str, str], after: tuple[str, str]) -> Change:
    """What became of (stage, confidence): being implemented is better and being given up worse whatever the
    confidence; otherwise the confidence decides where both answers tell it, and after it how far the stage is."""
    (stage, confidence), (new_stage, new_confidence) = before, after
    if stage != new_stage and (new_stage == Stage.IMPLEMENTED or new_stage in GIVEN_UP):
        return Change.BETTER if new_stage == Stage.IMPLEMENTED else Change.WORSE
    sure = list(Confidence.values)
    if confidence and new_confidence and confidence != new_confidence:
        return Change.WORSE if sure.index(new_confidence) > sure.index(confidence) else Change.BETTER
    if stage in FARTHER and new_stage in FARTHER and stage != new_stage:
        return Change.BETTER if FARTHER.index(Stage(new_stage)) > FARTHER.index(Stage(stage)) else Change.WORSE
    return Change.SAME
