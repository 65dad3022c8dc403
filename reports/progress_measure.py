"""The progress report of one measure: what it promises, how it stands, and everything that was said, round by round."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from actions.wording import day
from reports import plan, said
from reports.documents.definition import Body, Cell, Column, Line, Section, Table, Text
from reports.documents.lines import line, lines, shown
from reports.measure_page import axes, responsibilities
from reports.progress_words import NONE, answered, changed, is_public, outcome, roles, written
from reports.reader import Reader
from reports.stamp import DRAFT
from updates.models import Round


class MeasureReport:
    """The facts of the measure's page, fetched once, and what they say as a document. Four queries."""

    mark = DRAFT

    def __init__(self, measure: Any, rounds: list[Round], reader: Reader) -> None:
        self.measure, self.programme, self.reader = measure, measure.programme, reader
        self.rounds = [each for each in rounds if each.opens <= reader.on]
        self.held = responsibilities(measure, reader.on)
        self.answers = [answer for answer in said.fetch(measure, reader) if not answer.is_empty()]
        self.told = said.told_by_leads(self.answers, reader.audience)
        self.plan = plan.plan(measure, self.held, reader)

    @property
    def is_public(self) -> bool:
        """Whether everyone may read all of it: what the office and the steering group know early is not public."""
        told_inside = self.reader.rights.reads_submitted and self.measure.reported_on is not None
        return not told_inside and all(is_public(answer) for answer in self.answers)

    @property
    def name(self) -> str:
        """The measure as the site calls it: "Toimenpide 2.4"."""
        return f"{capfirst(self.programme.measure_word)} {self.subject}"

    @property
    def subject(self) -> str:
        return self.measure.code

    def body(self) -> Body:
        measure = self.measure
        title = line(measure.title) if measure.title else Line(self.name)
        area = f"{measure.area.number} {measure.area.name}" if measure.area else ""
        said_of = {"measure": f"{self.name}: {measure.title}" if measure.title else self.name}
        return Body(
            name=gettext("%(measure)s, progress report") % said_of,
            number=measure.code,
            title=title,
            above=Line(area, line(measure.area.name).language if measure.area else ""),
            blocks=(self.standing(),)
            if measure.is_in_force(self.reader.on)
            else (self.not_in_force(), self.standing()),
            sections=(self.official(), self.roles(), self.schedule(), self.round_by_round(), self.what_was_said()),
        )

    def not_in_force(self) -> Text:
        words = gettext("This measure is not in force on %(day)s.") % {"day": day(self.reader.on)}
        return Text((Line(words, tone="strong"),))

    def standing(self) -> Table:
        """Stage, confidence and freshness, each with why it is so."""
        told = axes(self.measure, self.told, plan.done(self.plan), self.reader.on)
        cells = tuple(
            (shown(axis["sign"], tone="strong"), *lines(axis["why"], tone="quiet"), *changed(axis.get("change")))
            for axis in told
        )
        columns = tuple(Column(str(axis["name"])) for axis in told)
        return Table(gettext("Situation"), columns, (cells,))

    def official(self) -> Section:
        none = (Line(gettext("The programme prints no text besides the title."), tone="quiet"),)
        text = lines(self.measure.text)
        return Section(Line(gettext("Official text")), (Text(text, is_official=True) if text else Text(none),))

    def roles(self) -> Section:
        return Section(Line(gettext("Responsibilities")), (roles(self.held),))

    def schedule(self) -> Section:
        """A row for every schedule item, beside the step that it belongs to; steps without a schedule too."""
        heading = Line(gettext("Implementation and schedule"))
        rows = tuple(row for planned in self.plan for row in rows_of(planned))
        if not rows:
            none = gettext("The programme prints no steps and no schedule for this measure.")
            return Section(heading, (Text((Line(none, tone="quiet"),)),))
        columns = (
            Column(gettext("Step"), share=4),
            Column(gettext("Implementation"), share=15),
            Column(gettext("Schedule as written"), share=12, remarks=gettext("Read as")),
            Column(gettext("Latest day"), share=6),
            Column(gettext("Outcome"), share=9),
        )
        return Section(heading, (Table(heading.words, columns, rows),))

    def round_by_round(self) -> Section:
        """The mark of every round; one in which nothing was told is shown as such."""
        heading = Line(gettext("Round by round"))
        cells = said.strip(self.rounds, self.told)
        if not cells:
            return Section(heading, (Text((Line(gettext("No round has opened yet."), tone="quiet"),)),))
        rows = tuple(((line(cell["name"]),), (shown(cell["sign"]),), changed(cell["change"]) or NONE) for cell in cells)
        columns = (Column(gettext("Round")), Column(gettext("Status")), Column(pgettext("column", "Change")))
        return Section(heading, (Table(heading.words, columns, rows),))

    def what_was_said(self) -> Section:
        """Every answer that the reader may read, the newest round first, the lead's before the partners' parts."""
        heading = Line(gettext("What was said"))
        if not self.answers:
            none = gettext("Nothing has been published of this measure yet.")
            return Section(heading, (Text((Line(none, tone="quiet"),)),))
        return Section(heading, sections=tuple(of_round(each) for each in said.by_round(self.answers)))


def of_round(told: said.RoundSaid) -> Section:
    silent = Text((Line(gettext("The lead has not answered in this round."), tone="quiet"),))
    parts = tuple(
        Section(Line(gettext("Partner's part: %(body)s") % {"body": part.update.body}), (answered(part.update),))
        for part in told.parts
    )
    return Section(line(told.round.name), (answered(told.lead.update) if told.lead else silent,), parts)


def rows_of(planned: plan.Planned) -> list[tuple[Cell, ...]]:
    """One row for every schedule item of a step; the step's words stand in each, so that a sheet may be sorted."""
    step = planned.step
    label = (Line(step.label or str(step.n)),) if step else ()
    whole = (Line(gettext("Schedule of the whole measure"), tone="quiet"),)
    text = lines(step.text) if step else whole
    if not planned.schedule:
        return [(label, text, (Line(gettext("No schedule is printed."), tone="quiet"),), (), ())]
    return [(label, text, written(each), latest(each), outcome(each)) for each in planned.schedule]


def latest(each: plan.Scheduled) -> Cell:
    """The last day of the reading; none where the end is open."""
    return (Line(day(each.item.latest), value=each.item.latest),) if each.item.latest else ()
