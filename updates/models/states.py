"""The states an update goes through, its roles and causes, and what stops a deed."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from updates.models.updates import Update


class StaleText(Exception):
    """Somebody else saved the update after this text was opened; `current` is what they saved."""

    def __init__(self, current: "Update") -> None:
        super().__init__(f"update {current.pk} is at version {current.version}")
        self.current = current


class NotNow(Exception):
    """The update's state, or its round, does not allow the deed: `state` is the state, or "closed"."""

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


class Cause(models.TextChoices):
    PEOPLE = "people", pgettext_lazy("cause of obstacle", "people")
    MONEY = "money", pgettext_lazy("cause of obstacle", "money")
    AGREEMENT = "agreement", pgettext_lazy("cause of obstacle", "agreement")
    LEGISLATION = "legislation", pgettext_lazy("cause of obstacle", "legislation")
    ANOTHER_BODY = "another_body", pgettext_lazy("cause of obstacle", "another body")
    EXTERNAL_EVENT = "external_event", pgettext_lazy("cause of obstacle", "external event")
