"""Approvals: who approved which exact text of a return, and the links that are sent to people without an account."""

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.fields import LineField
from updates.models.columns import deed


class Way(models.TextChoices):
    """How the approval was given."""

    PAGE = "page", pgettext_lazy("approval", "on this site")
    LINK = "link", pgettext_lazy("approval", "by a signed link")
    MAIL = "mail", pgettext_lazy("approval", "by e-mail")


class ApproverSeat(models.TextChoices):
    """In which place the approver stood."""

    APPROVER = "approver", _("Approver")
    DEPUTY = "deputy", _("Approver's deputy")


class Approval(models.Model):
    """One approval of a whole return: name, title, body and seat as they were, and a copy of the exact text."""

    of = models.ForeignKey(
        "updates.Return", models.PROTECT, related_name="approvals", verbose_name=pgettext_lazy("of a body", "return")
    )
    name = LineField(_("name"), max_length=150)
    title = LineField(_("title"), max_length=150, blank=True)
    body_name = LineField(_("body"), max_length=250)
    seat = models.CharField(_("seat"), max_length=8, choices=ApproverSeat, default=ApproverSeat.APPROVER)
    way = models.CharField(_("how"), max_length=4, choices=Way, default=Way.PAGE)
    by = deed(_("approved by"))
    recorded_by = deed(_("recorded by"))
    at = models.DateTimeField(_("approved"))
    given_on = models.DateField(_("day of the message"), null=True)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    text = models.TextField(_("exact text"), editable=False)
    is_of_own_text = models.BooleanField(_("of one's own text"), default=False, editable=False)
    message_name = LineField(_("name of the file"), max_length=250, blank=True)
    message = models.BinaryField(_("message"), null=True, editable=False)
    lapsed_at = models.DateTimeField(_("lapsed"), null=True, editable=False)
    lapsed_by = deed(_("edited by"))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["of"], condition=Q(lapsed_at=None), name="one_approval_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body_name}, {localtime(self.at):%d.%m.%Y}"

    @property
    def copy(self) -> dict[str, Any]:
        """The text that was approved, as updates.copying makes it."""
        return dict(json.loads(self.text))

    def is_whole(self) -> bool:
        """Whether the copy is the text that was approved, to the letter."""
        return digest(self.text) == self.sha256


class ApprovalLink(models.Model):
    """A link that lets one person without an account approve one exact text, once, until a day."""

    of = models.ForeignKey(
        "updates.Return", models.PROTECT, related_name="links", verbose_name=pgettext_lazy("of a body", "return")
    )
    name = LineField(_("name"), max_length=150)
    title = LineField(_("title"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"))
    seat = models.CharField(_("seat"), max_length=8, choices=ApproverSeat, default=ApproverSeat.APPROVER)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fi")
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    text_sha256 = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("sent"))
    made_by = deed(_("sent by"))
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("approval link")
        verbose_name_plural = _("approval links")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.email}"

    @classmethod
    def token(cls) -> str:
        """A new secret for the address: only its hash is kept."""
        return secrets.token_urlsafe(32)

    def is_valid(self, at: datetime) -> bool:
        """Whether it may still be used: once, and until its end."""
        return self.used_at is None and at < self.expires_at


def digest(text: str) -> str:
    """The SHA-256 of a text, as 64 digits."""
    return hashlib.sha256(text.encode()).hexdigest()
