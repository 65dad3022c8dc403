"""Urgent questions as pages tell them: what waits for somebody, what was said about a measure, all answers together."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, pgettext

from actions.models import Measure
from actions.status import Sign
from actors import policy
from actors.models import Body
from updates import numbers
from updates.models import Inquiry, InquiryAnswer, InquiryKind
from updates.models.inquiry_answers import answer_sign

STAGES = ("new", "draft", "ready", "given")


@dataclass(frozen=True)
class OpenQuestion:
    """A question that takes answers, and how far the answer of one of the person's bodies is."""

    inquiry: Inquiry
    body: Body
    stage: str
    is_late: bool
    url: str

    @property
    def sign(self) -> Sign:
        return answer_sign(self.stage)

    @property
    def is_given(self) -> bool:
        return self.stage == "given"


def open_for(user: Any, on: date) -> list[OpenQuestion]:
    """The open questions to the bodies where the user coordinates or approves: what is still to be answered first, by
    its due day. One query."""
    rights = policy.rights(user, on)
    if not rights.own_bodies:
        return []
    rows = InquiryAnswer.objects.visible_to(user, on).of_own_bodies(user, on).filter(inquiry__closed_at=None)
    found: dict[tuple[int, int], list[InquiryAnswer]] = {}
    for row in rows.select_related("inquiry__programme", "body").order_by("inquiry__due", "body__sort_key", "pk"):
        found.setdefault((row.inquiry_id, row.body_id), []).append(row)
    return sorted((_open_question(rows, rights, on) for rows in found.values()), key=lambda each: each.is_given)


def _open_question(rows: list[InquiryAnswer], rights: policy.Rights, on: date) -> OpenQuestion:
    inquiry, body, stage = rows[0].inquiry, rows[0].body, stage_of(rows)
    writes = body.pk in rights.coordinates and stage in {"new", "draft"}
    url = inquiry.address("updates:inquiry_answer", body.slug) if writes else inquiry.get_absolute_url()
    return OpenQuestion(inquiry, body, stage, any(row.is_late(on) for row in rows), url)


def stage_of(rows: list[InquiryAnswer]) -> str:
    """How far the answers of one body are together: the least of them, yet one that is begun makes a draft of all."""
    stages = {row.stage for row in rows}
    least = min(stages, key=STAGES.index)
    return "draft" if least == "new" and len(stages) > 1 else least


def about(measure: Measure, user: Any, on: date) -> list[InquiryAnswer]:
    """What was answered about the measure, as far as the user may read it: for office and steering group what is given,
    for a body its own. The newest question first. One query, none for those who may read none."""
    rights = policy.rights(user, on)
    if not rights.reads_submitted and not rights.own_bodies:
        return []
    rows = InquiryAnswer.objects.visible_to(user, on).about(measure).exclude(version=0)
    return list(rows.with_all().select_related("inquiry__programme").order_by("-inquiry__asked_at", "body__sort_key"))


def earlier(inquiry: Inquiry, body: Body) -> dict[int, InquiryAnswer]:
    """What the body answered last about each measure before this question was asked, by measure id. One query."""
    rows = InquiryAnswer.objects.before(inquiry).filter(body=body, measure__in=inquiry.measures.all())
    newest: dict[int, InquiryAnswer] = {}
    for row in rows.with_all().select_related("inquiry__programme").order_by("inquiry__asked_at", "pk"):
        assert row.measure_id
        newest[row.measure_id] = row
    return newest


@dataclass(frozen=True)
class Row:
    """A body, the measure it was asked about (None: the question as a whole), and what it gave; None when nothing."""

    body: Body
    measure: Measure | None
    answer: InquiryAnswer | None

    @property
    def sign(self) -> Sign:
        return answer_sign("given" if self.answer else "none")


class Collation:
    """All answers to a question, as office and steering group read them: of a draft not even that there is one."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry

    @cached_property
    def rows(self) -> list[Row]:
        """A row for every answer that was asked for, by body and measure. One query."""
        rows = list(self.inquiry.answers.with_all())
        for row in rows:
            row.inquiry = self.inquiry
        return [Row(row.body, row.measure, row if row.is_given else None) for row in rows]

    @cached_property
    def given(self) -> list[InquiryAnswer]:
        return [row.answer for row in self.rows if row.answer]

    @cached_property
    def bodies(self) -> list[Body]:
        """Those that were asked, in their order."""
        return list({row.body.pk: row.body for row in self.rows}.values())

    @cached_property
    def silent(self) -> list[Body]:
        """Those that have not answered."""
        waited = {row.body.pk for row in self.rows if row.answer is None}
        return [body for body in self.bodies if body.pk in waited]

    @property
    def names_measures(self) -> bool:
        return any(row.measure for row in self.rows)

    @property
    def has_remarks(self) -> bool:
        """Whether words stand beside numbers, choices or files."""
        return any(answer.remark for answer in self.given)

    @property
    def total(self) -> Decimal | None:
        """The sum of the numbers that were given; None when nobody gave any."""
        told = [answer.number for answer in self.given if answer.number is not None]
        return sum(told, Decimal()) if told else None

    @property
    def counts(self) -> list[tuple[str, int | Decimal, int | None]]:
        """What can be counted: its name, how many, and of how many (None of a sum)."""
        asked = len(self.bodies)
        found: list[tuple[str, int | Decimal, int | None]] = [
            (gettext("Bodies that have answered"), asked - len(self.silent), asked)
        ]
        if self.inquiry.kind == InquiryKind.YES_NO:
            told = Counter(answer.yes_no for answer in self.given)
            found += [
                (pgettext("answer", "Yes"), told[True], len(self.rows)),
                (pgettext("answer", "No"), told[False], len(self.rows)),
            ]
        if self.total is not None:
            found.append((gettext("Sum of the numbers"), self.total, None))
        return found

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The counts as templates/_figures.html takes them."""
        return [
            {"label": label, "value": value if isinstance(value, int) else numbers.printed(value), "of": of}
            for label, value, of in self.counts
        ]


@dataclass(frozen=True)
class OwnAnswers:
    """What one of the person's bodies answers to a question, and what the person may do with it now."""

    body: Body
    rows: list[InquiryAnswer]
    stage: str
    may_write: bool
    may_give: bool
    may_take_back: bool

    @property
    def sign(self) -> Sign:
        return answer_sign(self.stage)

    @property
    def newest(self) -> InquiryAnswer | None:
        """The row that tells who wrote last."""
        return newest(self.rows)


def newest(rows: list[InquiryAnswer]) -> InquiryAnswer | None:
    """The answer that was saved last; None when nothing has been saved."""
    saved = [(row.saved_at, row.pk, row) for row in rows if row.saved_at]
    return max(saved)[2] if saved else None


def own_answers(inquiry: Inquiry, user: Any, on: date) -> list[OwnAnswers]:
    """The answers of the bodies where the user coordinates or approves. One query, none for who holds no such seat."""
    rights = policy.rights(user, on)
    if not rights.own_bodies:
        return []
    found: dict[int, list[InquiryAnswer]] = {}
    for row in inquiry.answers.of_own_bodies(user, on).with_all():
        row.inquiry = inquiry
        found.setdefault(row.body_id, []).append(row)
    return [_own(inquiry, rows, rights) for rows in found.values()]


def _own(inquiry: Inquiry, rows: list[InquiryAnswer], rights: policy.Rights) -> OwnAnswers:
    body, stage = rows[0].body, stage_of(rows)
    signs_off = inquiry.needs_approval and body.pk in rights.approves
    return OwnAnswers(
        body,
        rows,
        stage,
        may_write=inquiry.is_open and body.pk in rights.coordinates and stage != "given",
        may_give=inquiry.is_open and signs_off and stage == "ready",
        may_take_back=inquiry.is_open and stage in {"ready", "given"},
    )
