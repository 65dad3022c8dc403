"""The states an update and a return go through, roles and causes, and what stops a deed."""

from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from updates.models.placing import PlacedAnswer
    from updates.models.updates import Update


class StaleText(Exception):
    """Somebody else saved the update after this text was opened; `current` is what they saved."""

    def __init__(self, current: "PlacedAnswer") -> None:
        super().__init__(f"update {current.pk} is at version {current.version}")
        self.current = cast("Update", current)


class StaleReturn(Exception):
    """The texts of the return are not those that were read."""


class OwnText(Exception):
    """Whoever approves has written some of it, and the body is not marked as one person."""


class NotNow(Exception):
    """The state of the update or of the return, or a lock, does not allow the deed: `state` is a state or a Lock."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class UpdateState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("update state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("update state", "submitted")
    PUBLISHED = "published", pgettext_lazy("update state", "published")


class UpdateRole(models.TextChoices):
    LEAD = "lead", _("the lead's answer")
    PARTNER = "partner", _("a partner's part")


class ReturnState(models.TextChoices):
    """How far a body's return is. Whether it is not opened or a draft is told by its answers, late by the day."""

    OPEN = "open", pgettext_lazy("return", "open")
    WITH_APPROVER = "with_approver", pgettext_lazy("return", "with the approver")
    SUBMITTED = "submitted", pgettext_lazy("return", "submitted")
    RETURNED = "returned", pgettext_lazy("return", "returned")
    ACCEPTED = "accepted", pgettext_lazy("return", "accepted")
    EXCUSED = "excused", pgettext_lazy("return", "excused")


class Lock(models.TextChoices):
    """Why nothing can be written: each page says it in words (updates/locks.py)."""

    CLOSED = "closed", _("closed")
    FROZEN = "frozen", _("frozen")
    EXCUSED = "excused", pgettext_lazy("return", "excused")


class Cause(models.TextChoices):
    PEOPLE = "people", pgettext_lazy("cause of obstacle", "people")
    MONEY = "money", pgettext_lazy("cause of obstacle", "money")
    AGREEMENT = "agreement", pgettext_lazy("cause of obstacle", "agreement")
    LEGISLATION = "legislation", pgettext_lazy("cause of obstacle", "legislation")
    ANOTHER_BODY = "another_body", pgettext_lazy("cause of obstacle", "another body")
    EXTERNAL_EVENT = "external_event", pgettext_lazy("cause of obstacle", "external event")


class Fate(models.TextChoices):
    """What became of a promise."""

    KEPT = "kept", pgettext_lazy("promise", "done")
    MOVED = "moved", pgettext_lazy("promise", "moved")
    DROPPED = "dropped", pgettext_lazy("promise", "dropped")
