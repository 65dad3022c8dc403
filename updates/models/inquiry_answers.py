"""What bodies answer to urgent questions."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Measure
from actions.status import Sign
from actors import markings
from actors.fields import LineField
from actors.languages import Phrase
from actors.models import Body
from actors.wording import clean, one_line
from updates import file_words, numbers
from updates.completeness import MARKED
from updates.inquiry_querysets import InquiryAnswerQuerySet
from updates.models.columns import deed, typed_text

if TYPE_CHECKING:
    from updates.models.inquiries import Inquiry

LARGEST = 5 * 1024 * 1024
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]


class StaleAnswers(Exception):
    """Somebody else saved answers of the body after they were opened; `rows` are the body's answers now."""

    def __init__(self, rows: list["InquiryAnswer"]) -> None:
        super().__init__(f"answers {[(row.pk, row.version) for row in rows]}")
        self.rows = rows


class InquiryAnswerState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("update state", "draft")
    GIVEN = "given", pgettext_lazy("answer", "given")


@dataclass(frozen=True)
class BroughtFile:
    """A file as it is brought: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class TypedAnswer:
    """An answer as it is typed over a version: `file` is a new one, without one the file stays unless it is dropped."""

    words: str = ""
    number: Decimal | None = None
    yes_no: bool | None = None
    file: BroughtFile | None = None
    is_file_dropped: bool = False
    language: str = "fi"
    version: int = 0


class InquiryFile(models.Model):
    """A file that a body gives for an answer, as it came: never changed, never shown but as an attachment."""

    name = LineField(_("name of the file"), max_length=250)
    content = models.BinaryField(editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    by = deed(_("uploaded by"))
    at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")

    def __str__(self) -> str:
        return self.name


class InquiryAnswer(models.Model):
    """What one body answers to an urgent question, for one measure or once for all: its place is made when it is
    asked, at version 0."""

    inquiry: "models.ForeignKey[Inquiry, Inquiry]" = models.ForeignKey(
        "updates.Inquiry", models.CASCADE, related_name="answers", verbose_name=_("urgent question")
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="inquiry_answers", verbose_name=_("body"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, related_name="inquiry_answers", verbose_name=_("measure")
    )
    state = models.CharField(
        pgettext_lazy("update", "state"), max_length=5, choices=InquiryAnswerState, default=InquiryAnswerState.DRAFT
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    words = typed_text(pgettext_lazy("of an answer", "words"))
    number = models.DecimalField(
        pgettext_lazy("asked for", "number"), max_digits=numbers.DIGITS, decimal_places=numbers.DECIMALS, null=True
    )
    yes_no = models.BooleanField(pgettext_lazy("asked for", "yes or no"), null=True)
    file = models.ForeignKey(
        InquiryFile, models.PROTECT, null=True, related_name="answers", verbose_name=pgettext_lazy("asked for", "file")
    )
    language = models.CharField(_("language of these texts"), max_length=2, choices=LANGUAGES, default="fi")
    saved_at = models.DateTimeField(_("saved"), null=True, editable=False)
    saved_by = deed(_("saved by"))
    ready_at = models.DateTimeField(_("ready"), null=True, editable=False)
    ready_by = deed(_("marked ready by"))
    given_at = models.DateTimeField(pgettext_lazy("answer", "given"), null=True, editable=False)
    given_by = deed(_("given by"))

    objects = InquiryAnswerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("answer to an urgent question")
        verbose_name_plural = _("answers to urgent questions")
        ordering = ["inquiry", "body__sort_key", "measure__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "body", "measure"], name="one_answer_per_inquiry_body_and_measure"
            ),
            models.UniqueConstraint(
                fields=["inquiry", "body"], condition=Q(measure=None), name="one_answer_per_inquiry_and_body"
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(given_at__isnull=False), name="given_answers_tell_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry}: {self.body}"

    @property
    def is_given(self) -> bool:
        """Whether office and steering group may read it."""
        return self.state == InquiryAnswerState.GIVEN

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed: an empty draft is no answer."""
        return not self.words and self.number is None and self.yes_no is None and self.file_id is None

    @property
    def stage(self) -> str:
        """How far it is: "new", "draft", "ready" (it waits for the approver) or "given"."""
        if self.is_given:
            return "given"
        return "ready" if self.ready_at else "new" if self.is_empty else "draft"

    @property
    def sign(self) -> Sign:
        """The stage as pages show it."""
        return answer_sign(self.stage)

    @property
    def told(self) -> Phrase:
        """The answer as people read it: number, yes or no, name of the file, or words; "" when there is none."""
        if self.inquiry.kind == "text":
            return Phrase(self.words, self.language)
        return Phrase(self._plainly(), get_language() or "")

    def _plainly(self) -> str:
        if self.number is not None:
            return numbers.printed(self.number)
        if self.yes_no is not None:
            return pgettext("answer", "Yes") if self.yes_no else pgettext("answer", "No")
        return self.file.name if self.file else ""

    @property
    def remark(self) -> Phrase:
        """The words beside an answer that is no text."""
        return Phrase("" if self.inquiry.kind == "text" else self.words, self.language)

    @property
    def was_late(self) -> bool:
        """Whether it was given after the due day."""
        return self.given_at is not None and self.inquiry.is_past_due(localdate(self.given_at))

    def is_late(self, on: date) -> bool:
        """Whether it is still waited for after the due day; due today is not late."""
        return not self.is_given and self.inquiry.is_open and self.inquiry.is_past_due(on)

    def differs(self, said: TypedAnswer) -> bool:
        """Whether what was typed is something else than what is saved."""
        words = (clean(said.words), said.number, said.yes_no)
        is_other_file = said.file is not None or (said.is_file_dropped and self.file_id is not None)
        is_other_language = bool(words[0]) and said.language != self.language
        return words != (self.words, self.number, self.yes_no) or is_other_file or is_other_language

    def write(self, said: TypedAnswer, by: Any, at: datetime) -> None:
        """Save what was typed as the next version: called by Inquiry.write, which has looked whether it may be."""
        self.words, self.number, self.yes_no, self.language = said.words, said.number, said.yes_no, said.language
        if said.is_file_dropped:
            self.file = None
        if said.file:
            self.file = keep_file(said.file, by, at)
        self.version += 1
        self.saved_by, self.saved_at, self.ready_by, self.ready_at = by, at, None, None
        self.save()

    def unready(self) -> None:
        """It waits for no approver."""
        self.ready_by = self.ready_at = None
        self.save()

    def faults(self) -> list[str]:
        """What stops giving it: an answer, or words that say why there is none; no secrecy marking (G-13)."""
        missing = {
            "text": gettext("Write the answer."),
            "number": gettext("Write the number, or say in the remark why there is none."),
            "yes_no": gettext("Choose yes or no, or say in the remark why you can't."),
            "file": gettext("Choose the file, or say in the remark why there is none."),
        }
        found = [missing[self.inquiry.kind]] if self.is_empty else []
        texts = [self.words]
        if self.file_id:
            file = InquiryFile.objects.get(pk=self.file_id)
            texts += [file.name, file_words.words(bytes(file.content))]
        marked = next(filter(None, map(markings.first_in, texts)), "")
        return found + ([str(MARKED % {"marking": marked})] if marked else [])


def answer_sign(stage: str) -> Sign:
    """How a stage of an answer is shown."""
    words = {
        "new": ("w-new", pgettext("answer", "Not begun")),
        "draft": ("w-draft", pgettext("answer", "Draft")),
        "ready": ("w-head", pgettext("answer", "With the approver")),
        "given": ("w-sent", pgettext("answer", "Answered")),
        "none": ("silent", pgettext("answer", "No answer")),
    }
    return Sign(*words[stage], "")


def keep_file(brought: BroughtFile, by: Any, at: datetime) -> InquiryFile:
    """The file as a row of its own; the one before it stays where the history points to it."""
    digest = hashlib.sha256(brought.content).hexdigest()
    name = one_line(brought.name)[-250:]
    size = len(brought.content)
    return InquiryFile.objects.create(name=name, content=brought.content, size=size, sha256=digest, by=by, at=at)
