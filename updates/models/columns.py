"""Columns that several facts of an update share the make of."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from actors.fields import ProseField

LONGEST = 5000


def typed_text(label: Any, hint: Any = "") -> ProseField:
    """A text that people type: at most LONGEST characters."""
    return ProseField(label, help_text=hint, validators=[MaxLengthValidator(LONGEST)])


def deed(label: Any) -> Any:
    """Who did it: kept even when the person leaves."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=label
    )
