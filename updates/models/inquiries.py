"""Urgent questions: the office asks chosen bodies one thing by a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actions.models import Measure, Responsibility
from actors.fields import LineField
from actors.languages import InLanguages
from actors.models import Body
from strategy.models import Programme
from updates.inquiry_querysets import InquiryQuerySet
from updates.models.columns import deed, typed_text
from updates.models.inquiry_answers import InquiryAnswer, InquiryAnswerState, StaleAnswers, TypedAnswer
from updates.models.states import NotNow, OwnText


class InquiryKind(models.TextChoices):
    """What is asked for. Every kind takes words beside it."""

    TEXT = "text", pgettext_lazy("asked for", "text")
    NUMBER = "number", pgettext_lazy("asked for", "number")
    YES_NO = "yes_no", pgettext_lazy("asked for", "yes or no")
    FILE = "file", pgettext_lazy("asked for", "file")


class Inquiry(models.Model):
    """One urgent question to chosen bodies: each answers once, or once for every measure it is about."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="inquiries", verbose_name=_("programme"))
    n = models.PositiveIntegerField(pgettext_lazy("ordinal", "number"), editable=False)
    title_fi = LineField(_("title in Finnish"), max_length=150, help_text=_("A few words that name the question."))
    title_sv = LineField(_("title in Swedish"), max_length=150, blank=True)
    title_en = LineField(_("title in English"), max_length=150, blank=True)
    text_fi = typed_text(_("question in Finnish"), _("What you ask, for what use, and of which time or in which unit."))
    text_sv = typed_text(_("question in Swedish"))
    text_en = typed_text(_("question in English"))
    kind = models.CharField(_("the answer is"), max_length=6, choices=InquiryKind, default=InquiryKind.TEXT)
    measures = models.ManyToManyField(
        Measure,
        blank=True,
        related_name="inquiries",
        verbose_name=_("measures"),
        help_text=_("A body answers for each of these in which it has a role; a body without a role answers once."),
    )
    due = models.DateField(_("due"), help_text=_("The last day to answer; due today is not late."))
    needs_approval = models.BooleanField(
        _("answers need sign-off"),
        default=False,
        help_text=_("The body's approver or deputy gives the answer that its coordinators have written."),
    )
    asked_at = models.DateTimeField(_("asked"), editable=False)
    asked_by = deed(_("asked by"))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = deed(_("closed by"))
    made_from = models.CharField(max_length=32, unique=True, editable=False)

    title = InLanguages("title")
    text = InLanguages("text")
    asked: int  # bodies, and how many of them have answered: told by InquiryQuerySet.with_counts
    answered: int
    objects = InquiryQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[measures])

    class Meta:
        verbose_name = _("urgent question")
        verbose_name_plural = _("urgent questions")
        ordering = ["programme", "-n"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "n"], name="one_inquiry_per_number"),
            models.CheckConstraint(condition=~Q(text_fi="") & ~Q(title_fi=""), name="inquiries_ask_in_finnish"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.address("updates:inquiry_page")

    def address(self, name: str, *more: str) -> str:
        """The address of one of its pages: `updates:inquiry_page` and the like."""
        return reverse(name, args=[self.programme.slug, self.n, *more])

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: a due day that has passed closes nothing."""
        return self.closed_at is None

    def is_past_due(self, on: date) -> bool:
        """Whether an answer given on the day is late; due today is not late."""
        return self.due < on

    @transaction.atomic
    def ask(self, bodies: Sequence[Body], measures: Sequence[Measure], by: Any, at: datetime) -> "Inquiry":
        """Ask the bodies: save the question under the programme's next number, with a place for every answer.

        Sending the same form (`made_from`) again asks nobody. Returns the question that was asked: another row than
        this one when the form had been sent before.
        """
        programme = Programme.objects.select_for_update().get(pk=self.programme_id)
        self.made_from = self.made_from or token_hex(16)
        if twin := programme.inquiries.filter(made_from=self.made_from).first():
            return twin
        newest = programme.inquiries.aggregate(newest=Max("n"))["newest"]
        self.n, self.asked_by, self.asked_at = (newest or 0) + 1, by, at
        self.save()
        self.measures.set(measures)
        for body, measure in places(bodies, measures, localdate(at)):
            self.answers.create(body=body, measure=measure)
        return self

    @transaction.atomic
    def write(self, body: Body, typed: Mapping[int, TypedAnswer], by: Any, at: datetime) -> list[InquiryAnswer]:
        """Save what a body's coordinators typed, by answer id, all of it or nothing; returns the body's answers.

        Raises StaleAnswers when somebody saved other words meanwhile; NotNow("closed" or "given").
        """
        rows = {row.pk: row for row in self._hold(body)}
        changed = {pk: answer for pk, answer in typed.items() if pk in rows and rows[pk].differs(answer)}
        if any(rows[pk].version != answer.version for pk, answer in changed.items()):
            raise StaleAnswers(list(rows.values()))
        if changed:
            self._allow(rows.values(), InquiryAnswerState.DRAFT)
        for pk, answer in changed.items():
            rows[pk].write(answer, by, at)
        for row in rows.values():
            if changed and row.ready_at:
                row.unready()
        return list(rows.values())

    @transaction.atomic
    def mark_ready(self, body: Body, versions: Mapping[int, int], by: Any, at: datetime) -> None:
        """The body's answers are whole and wait for its approver. Raises as `give`."""
        for row in self._whole(body, versions):
            row.ready_by, row.ready_at = by, at
            row.save()

    @transaction.atomic
    def give(self, body: Body, versions: Mapping[int, int], by: Any, at: datetime) -> None:
        """The body's answers go to the office and the steering group, as they were read at these versions.

        Raises ValidationError with what is missing, by answer id; StaleAnswers when the texts are others; NotNow when
        the question is closed, the answers are given, or not ready for sign-off; OwnText when whoever signs off has
        ever written in them and the body is not marked as one person.
        """
        rows = self._whole(body, versions)
        if self.needs_approval:
            if any(row.ready_at is None for row in rows):
                raise NotNow(InquiryAnswerState.DRAFT)
            if by.pk in _writers(rows) and not body.is_one_person:
                raise OwnText
        for row in rows:
            row.state, row.given_by, row.given_at = InquiryAnswerState.GIVEN, by, at
            row.save()

    @transaction.atomic
    def take_back(self, body: Body, by: Any, at: datetime) -> None:
        """Back to the writers, from the office or from the approver; what was written stays. NotNow when closed."""
        rows = self._hold(body)
        if not self.is_open:
            raise NotNow("closed")
        for row in rows:
            row.state, row.given_by, row.given_at = InquiryAnswerState.DRAFT, None, None
            row.unready()

    @transaction.atomic
    def close(self, by: Any, at: datetime) -> None:
        """No more answers are taken; drafts stay with their bodies. Twice is once."""
        self._lock()
        if self.is_open:
            self.closed_by, self.closed_at = by, at
            self.save()

    @transaction.atomic
    def reopen(self, by: Any, at: datetime) -> None:
        """Take answers again. Twice is once."""
        self._lock()
        if not self.is_open:
            self.closed_by = self.closed_at = None
            self.save()

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=Inquiry.objects.select_for_update(of=("self",)).select_related("programme"))

    def _hold(self, body: Body) -> list[InquiryAnswer]:
        """The question and the body's answers, kept from others until the deed is done."""
        self._lock()
        rows = self.answers.filter(body=body).select_for_update(of=("self",)).select_related("measure", "file")
        found = list(rows.defer("file__content").order_by("measure__sort_key", "pk"))
        for row in found:
            row.inquiry, row.body = self, body
        return found

    def _allow(self, rows: Iterable[InquiryAnswer], state: str) -> None:
        if not self.is_open:
            raise NotNow("closed")
        if others := [row.state for row in rows if row.state != state]:
            raise NotNow(others[0])

    def _whole(self, body: Body, versions: Mapping[int, int]) -> list[InquiryAnswer]:
        """The body's answers, held, at these versions and with nothing missing."""
        rows = self._hold(body)
        self._allow(rows, InquiryAnswerState.DRAFT)
        if any(versions.get(row.pk) != row.version for row in rows):
            raise StaleAnswers(rows)
        found = {str(row.pk): row.faults() for row in rows}
        if faults := {pk: words for pk, words in found.items() if words}:
            raise ValidationError(faults)
        return rows


def _writers(rows: Iterable[InquiryAnswer]) -> set[int]:
    """Who ever saved the answers or sent them for sign-off: the ids of users. One query."""
    past = InquiryAnswer.history.filter(id__in=[row.pk for row in rows]).order_by()
    return {pk for pks in past.values_list("saved_by", "ready_by").distinct() for pk in pks if pk}


def places(bodies: Sequence[Body], measures: Sequence[Measure], on: date) -> Iterator[tuple[Body, Measure | None]]:
    """Which answers are asked for: a body answers for each of the measures in which it holds a role on the day, and
    once (None) where it holds none. One query."""
    held = Responsibility.objects.in_force(on).filter(measure__in=measures, body__in=bodies)
    roles = set(held.values_list("body", "measure"))
    for body in bodies:
        own: list[Measure | None] = [measure for measure in measures if (body.pk, measure.pk) in roles]
        yield from ((body, measure) for measure in own or [None])
