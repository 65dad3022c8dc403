"""Question: what did the bodies that were asked something urgent answer, and who did not? One table, Excel and Word."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst, slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from actions.wording import day
from actors import clock, policy
from actors.requests import Request
from reports.documents import draw
from reports.documents.definition import Body, Cell, Column, Document, Facts, Line, Section, Table, Text
from reports.documents.lines import facts, line, lines, shown
from reports.reader import Reader
from reports.stamp import Made, stamped
from updates import numbers
from updates.inquiries import Collation, Row
from updates.models import Inquiry, InquiryKind, Round


@require_safe
@login_required
def inquiry_excel(request: Request, slug: str, n: int) -> HttpResponse:
    """Office and steering group: the table of answers as Excel."""
    return draw.answer(document(request, slug, n), "xlsx")


@require_safe
@login_required
def inquiry_word(request: Request, slug: str, n: int) -> HttpResponse:
    """Office and steering group: the table of answers as Word."""
    return draw.answer(document(request, slug, n), "docx")


def document(request: Request, slug: str, n: int) -> Document:
    """The table of answers as it is now, whatever day is looked at."""
    policy.require(policy.rights(request.user, request.today).reads_submitted)
    seen = Inquiry.objects.visible_to(request.user, request.today).select_related("programme")
    inquiry = get_object_or_404(seen, programme__slug=slug, n=n)
    reader = replace(Reader.of(request, slug), on=request.today)
    address = request.build_absolute_uri(inquiry.get_absolute_url())
    return stamped(InquiryReport(Collation(inquiry), reader), Made(clock.now(), address))


class InquiryReport:
    """The question, what can be counted of its answers, and every answer on a row. Two queries."""

    is_public, mark = False, gettext_lazy("Not public")  # a table of what has been given is no draft

    def __init__(self, collation: Collation, reader: Reader) -> None:
        self.collation, self.inquiry, self.reader = collation, collation.inquiry, reader
        self.programme = collation.inquiry.programme
        self.rounds: list[Round] = []

    @property
    def subject(self) -> str:
        return slugify(pgettext("file name", "inquiry %(n)s") % {"n": self.inquiry.n})

    def body(self) -> Body:
        inquiry = self.inquiry
        return Body(
            name=gettext("Urgent question %(n)s: %(title)s") % {"n": inquiry.n, "title": inquiry.title},
            title=line(inquiry.title),
            above=Line(gettext("Urgent question %(n)s") % {"n": inquiry.n}),
            blocks=(Text(lines(inquiry.text)), self.facts(), self.counts()),
            sections=(self.answers(),),
        )

    def facts(self) -> Facts:
        """When it was asked, by which day, what for, of which measures; who has not answered."""
        inquiry, asked = self.inquiry, localdate(self.inquiry.asked_at)
        silent = ", ".join(str(body.short_name) for body in self.collation.silent)
        closed = localdate(inquiry.closed_at) if inquiry.closed_at else None
        about = [line(f"{each.code} {each.label}") for each in inquiry.measures.order_by("sort_key", "pk")]
        return facts(
            (gettext("Asked"), (Line(day(asked), value=asked),)),
            (gettext("Due"), (Line(day(inquiry.due), value=inquiry.due),)),
            (gettext("Closed"), (Line(day(closed), value=closed),) if closed else ()),
            (gettext("Asked for"), (Line(capfirst(inquiry.get_kind_display())),)),
            (gettext("Measures"), tuple(about)),
            (gettext("No answer"), (Line(silent, tone="strong"),) if silent else ()),
        )

    def counts(self) -> Table:
        rows = []
        for label, number, of in self.collation.counts:
            printed = numbers.printed(number) if not isinstance(number, int) else str(number)
            share = pgettext("share", "of %(total)s") % {"total": of} if of is not None else ""
            rows.append(((Line(label),), (Line(printed, value=number),), (Line(share, tone="quiet"),) if share else ()))
        columns = (
            Column(gettext("Counted"), share=12),
            Column(pgettext("of answers", "Number"), share=8, is_number=True),
            Column(gettext("Of all"), share=6),
        )
        return Table(gettext("Counts"), columns, tuple(rows), is_compact=True)

    def answers(self) -> Section:
        """A row for every answer that was asked for; who has not answered is named."""
        is_number = self.inquiry.kind == InquiryKind.NUMBER
        columns = [Column(gettext("Body"), share=8, remarks=gettext("Name"))]
        if self.collation.names_measures:
            columns.append(
                Column(capfirst(self.programme.measure_word), share=8, remarks=pgettext("of a measure", "Title"))
            )
        columns.append(Column(gettext("Answer"), share=7 if is_number else 14, is_number=is_number))
        if self.collation.has_remarks:
            columns.append(Column(gettext("Remark"), share=10))
        columns.append(Column(pgettext("answer", "Given"), share=6, remarks=gettext("Late")))
        heading = gettext("Answers")
        return Section(Line(heading), (Table(heading, tuple(columns), tuple(map(self.row, self.collation.rows))),))

    def row(self, row: Row) -> tuple[Cell, ...]:
        cells = [body_of(row)]
        if self.collation.names_measures:
            cells.append(measure_of(row))
        cells.append(answer_of(row))
        if self.collation.has_remarks:
            cells.append(lines(row.answer.remark) if row.answer else ())
        return (*cells, given_on(row))


def body_of(row: Row) -> Cell:
    """The abbreviation, and the name where it is another."""
    name = row.body.name
    return (line(row.body.short_name, tone="strong"), *((line(name),) if name != row.body.short_name else ()))


def measure_of(row: Row) -> Cell:
    if not row.measure:
        return (Line(gettext("The question as a whole"), tone="quiet"),)
    return (Line(row.measure.code), line(row.measure.label, tone="quiet"))


def answer_of(row: Row) -> Cell:
    """The answer; a number as a number, and that there is none where the body has not answered."""
    if not row.answer:
        return (shown(row.sign, tone="quiet"),)
    if row.answer.number is not None:
        return (Line(str(row.answer.told), value=row.answer.number),)
    return lines(row.answer.told)


def given_on(row: Row) -> Cell:
    if not row.answer or not row.answer.given_at:
        return ()
    on = localdate(row.answer.given_at)
    late = (Line(gettext("after the due day"), tone="quiet"),) if row.answer.was_late else ()
    return (Line(day(on), value=on), *late)
