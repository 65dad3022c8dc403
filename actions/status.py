"""The words of status: stage, confidence, freshness, and the one mark that stands for all three where space is short."""

from datetime import date

from django.db import models
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
