"""The book of a return: what was done with it, by whom, when and why."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actors.fields import LineField, ProseField
from updates.models.columns import deed
from updates.querysets import LogQuerySet


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
    MARKING = "marking", pgettext_lazy("book", "marking allowed")
    NO_MARKING = "no_marking", pgettext_lazy("book", "marking no longer allowed")


# What each deed is as a sentence: who did what, to which measure, until which day.
SENTENCES = {
    Deed.SENT: _("%(who)s sent the return to the approver"),
    Deed.CALLED_BACK: _("%(who)s took the return back from the approver"),
    Deed.TURNED_DOWN: _("%(who)s sent the return back to its writers"),
    Deed.APPROVED: _("%(who)s approved the return"),
    Deed.LAPSED: _("%(who)s edited the text, and the approval lapsed"),
    Deed.SUBMITTED: _("%(who)s submitted the return to the programme office"),
    Deed.RETURNED: _("%(who)s returned the answer to measure %(code)s to be completed"),
    Deed.ACCEPTED: _("%(who)s accepted the return for the programme office"),
    Deed.EXTENDED: _("%(who)s gave more time until %(day)s"),
    Deed.REOPENED: _("%(who)s opened the return again until %(day)s"),
    Deed.EXCUSED: _("%(who)s excused the body from the round"),
    Deed.ASKED_AGAIN: _("%(who)s asked the body for answers again"),
    Deed.PART_RETURNED: _("%(who)s returned the part of measure %(code)s to the partner to be completed"),
    Deed.WORKBOOK: _("%(who)s made issue %(words)s of the workbook"),
    Deed.UPLOADED: _("%(who)s brought in a workbook"),
    Deed.MARKING: _("%(who)s allowed “%(marking)s” in the answer to measure %(code)s"),
    Deed.NO_MARKING: _("%(who)s no longer allows “%(marking)s” in the answer to measure %(code)s"),
}


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
    marking = LineField(_("allowed marking"), max_length=40, blank=True)

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in the book")
        verbose_name_plural = _("entries in the book")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.of}: {self.get_kind_display()}"

    @property
    def sentence(self) -> str:
        """The line as people read it: "Maija Virtanen returned the answer to measure 2.3 to be completed"."""
        nobody = _("The approver") if self.kind in {Deed.TURNED_DOWN, Deed.APPROVED} else _("The service")
        facts = {
            "who": self.by or nobody,
            "code": self.measure.code if self.measure else "",
            "day": date_format(self.day, "SHORT_DATE_FORMAT") if self.day else "",
            "words": self.words,
            "marking": self.marking,
        }
        if self.kind == Deed.APPROVED and self.words:
            words = gettext("%(name)s approved the return; %(who)s obtained the approval")
            return words % (facts | {"name": self.words})
        return SENTENCES[Deed(self.kind)] % facts

    @property
    def told(self) -> str:
        """The reason or comment under the line; of a workbook its name and how much was taken in. What stands in the
        sentence is not told again."""
        if self.kind in {Deed.APPROVED, Deed.WORKBOOK}:
            return ""
        name, _colon, number = self.words.rpartition(": ")
        if self.kind != Deed.UPLOADED or not number.isdecimal():
            return self.words
        counted = ngettext("%(file)s: %(n)s change taken in", "%(file)s: %(n)s changes taken in", int(number))
        return counted % {"file": name, "n": number}

    @property
    def is_inner(self) -> bool:
        """Whether its words are between people of the body, or lead and partner: the office does not read them."""
        return self.kind in {Deed.TURNED_DOWN, Deed.PART_RETURNED}
