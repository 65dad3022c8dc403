"""The outbox: every mail that the site sends, until it is sent and ever after."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.models import Measure
from actors.fields import LineField
from actors.models import Body
from updates.models.columns import deed
from updates.models.rounds import Round
from updates.querysets import MailQuerySet


class MailKind(models.TextChoices):
    REMINDER = "reminder", pgettext_lazy("mail", "reminder")
    ESCALATION = "escalation", pgettext_lazy("mail", "reminder to the approver")
    CHASE = "chase", pgettext_lazy("mail", "message of the office")
    LINK = "link", pgettext_lazy("mail", "approval link")
    RETURNED = "returned", pgettext_lazy("mail", "return to be completed")
    QUESTION = "question", pgettext_lazy("mail", "urgent question")


class MailState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "waiting")
    SENDING = "sending", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "failed")


class Mail(models.Model):
    """One message to one person: written once, sent after the commit that wrote it, kept with what became of it."""

    key = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=MailKind)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="mails", verbose_name=_("round"))
    to = models.EmailField(pgettext_lazy("mail", "to"))
    person: Any = deed(_("person"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = LineField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    calendar = models.TextField(_("calendar"), blank=True)
    made_at = models.DateTimeField(_("written"))
    made_by: Any = deed(_("written by"))
    state = models.CharField(pgettext_lazy("mail", "state"), max_length=7, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    fault = models.TextField(_("fault"), blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "mail")
        verbose_name_plural = _("mails")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="mails_that_wait")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class MailItem(models.Model):
    """What a mail is about: a body, and round and measure where it names one. Here every mail is found again."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="items", verbose_name=pgettext_lazy("noun", "mail"))
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="mail_items", verbose_name=_("round"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="mail_items", verbose_name=_("body"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, related_name="mail_items", verbose_name=_("measure")
    )

    class Meta:
        verbose_name = _("subject of a mail")
        verbose_name_plural = _("subjects of mails")
        constraints = [
            # An empty column counts as nothing else does: both databases keep this, unlike NULLS NOT DISTINCT.
            models.UniqueConstraint(
                "mail", Coalesce("round", 0), "body", Coalesce("measure", 0), name="a_mail_names_each_thing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mail}: {self.body}"
