"""The book of a return: what was done with it, by whom, when and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.fields import ProseField
from updates.models.columns import deed


class Deed(models.TextChoices):
    """What is written in the book of a return."""

    SENT = "sent", pgettext_lazy("book", "sent to the approver")
    CALLED_BACK = "called_back", pgettext_lazy("book", "called back from the approver")
    TURNED_DOWN = "turned_down", pgettext_lazy("book", "sent back by the approver")
    APPROVED = "approved", pgettext_lazy("book", "approved")
    LAPSED = "lapsed", pgettext_lazy("book", "approval lapsed by an edit")
    SUBMITTED = "submitted", pgettext_lazy("book", "submitted")
    RETURNED = "returned", pgettext_lazy("book", "returned to be completed")
    ACCEPTED = "accepted", pgettext_lazy("book", "accepted")
    EXTENDED = "extended", pgettext_lazy("book", "more time given")
    REOPENED = "reopened", pgettext_lazy("book", "opened again")
    EXCUSED = "excused", pgettext_lazy("book", "excused")
    ASKED_AGAIN = "asked_again", pgettext_lazy("book", "asked again after being excused")
    PART_RETURNED = "part_returned", pgettext_lazy("book", "part sent back by the lead")
    WORKBOOK = "workbook", pgettext_lazy("book", "workbook made")
    UPLOADED = "uploaded", pgettext_lazy("book", "workbook taken in")


class LogEntry(models.Model):
    """A line in the book of a return: what was done, by whom, when and why."""

    of = models.ForeignKey(
        "updates.Return", models.PROTECT, related_name="log", verbose_name=pgettext_lazy("of a body", "return")
    )
    kind = models.CharField(_("what was done"), max_length=13, choices=Deed)
    at = models.DateTimeField(_("at"))
    by = deed(_("by"))
    words = ProseField(_("reason or comment"))
    measure = models.ForeignKey(
        "actions.Measure", models.PROTECT, null=True, related_name="+", verbose_name=_("measure")
    )
    day = models.DateField(_("until"), null=True)

    class Meta:
        verbose_name = _("entry in the book")
        verbose_name_plural = _("entries in the book")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.of}: {self.get_kind_display()}"

    @property
    def is_inner(self) -> bool:
        """Whether its words are between people of the body, or lead and partner: the office does not read them."""
        return self.kind in {Deed.TURNED_DOWN, Deed.PART_RETURNED}
