"""The progress report of a chosen list of measures: counts, one table of all, and a short section for each."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from actions import wording
from actions.filters import MeasureFilter
from actions.models import Responsibility, ScheduleItem
from actions.phrasing import sureness
from actions.status import END_STAGES, Freshness, Mark, Sign, Stage, sign
from actors.languages import Phrase
from reports import plan
from reports.documents.definition import Body, Cell, Column, Facts, Line, Section, Table
from reports.documents.lines import facts, line, shown
from reports.progress_words import answered, is_public, outcome, roles, written
from reports.reader import Reader
from reports.situation import is_late
from reports.stamp import DRAFT
from updates.models import Round, Update

MOST = 200  # measures in one report: more of them are a list, not a document


class ListReport:
    """Measures with their roles, schedules and newest answers, each fetched once for all. Six queries."""

    mark = DRAFT

    def __init__(self, asked: MeasureFilter, rounds: list[Round], reader: Reader) -> None:
        self.asked, self.reader, self.programme = asked, reader, asked.programme
        self.rounds = [each for each in rounds if each.opens <= reader.on]
        self.measures: list[Any] = list(asked.measures.select_related("area")[: MOST + 1])

    subject = "report"

    @property
    def name(self) -> str:
        return gettext("Progress report")

    @cached_property
    def held(self) -> dict[int, list[Responsibility]]:
        """Roles by measure id, in the printed order."""
        found: dict[int, list[Responsibility]] = defaultdict(list)
        held = Responsibility.objects.in_force(self.reader.on).filter(measure__in=self.ids)
        for each in held.select_related("body", "under").order_by("n", "pk"):
            found[each.measure_id].append(each)
        return found

    @cached_property
    def schedule(self) -> dict[int, list[ScheduleItem]]:
        """Schedule items by measure id, in the printed order."""
        found: dict[int, list[ScheduleItem]] = defaultdict(list)
        items = ScheduleItem.objects.in_force(self.reader.on).filter(measure__in=self.ids)
        for item in items.order_by("n", "pk"):
            found[item.measure_id].append(item)
        return found

    @cached_property
    def newest(self) -> dict[int, Any]:
        """The lead's newest answer that makes the standing which the reader is told, by measure id."""
        told = Update.objects.for_reading(self.reader.user, self.reader.today).filter(role="lead", measure__in=self.ids)
        found: dict[int, Any] = {}
        for update in told.told_to(self.reader.audience, self.reader.on):
            found.setdefault(update.measure_id, update)
        return found

    @cached_property
    def ids(self) -> list[int]:
        return [measure.pk for measure in self.measures]

    @property
    def is_public(self) -> bool:
        """Whether everyone may read all of it: what the office and the steering group know early is not public."""
        inside = self.reader.rights.reads_submitted and any(measure.reported_on for measure in self.measures)
        return not inside and all(is_public(update) for update in self.newest.values())

    def body(self) -> Body:
        count = len(self.measures)
        counted = ngettext("%(count)s measure", "%(count)s measures", count) % {"count": count}
        of_each = tuple(self.section(n, measure) for n, measure in enumerate(self.measures))
        return Body(
            name=gettext("%(programme)s, progress report") % {"programme": self.programme.name},
            title=Line(gettext("Progress of measures")),
            above=line(self.programme.name),
            blocks=(self.question(counted), self.summary()) if count else (self.question(counted),),
            sections=(self.table(), *of_each) if count else (),
            contents=gettext("Contents") if count > 1 else "",
        )

    def question(self, counted: str) -> Facts:
        """What was chosen, in words, and how many answer to it."""
        chosen = [(choice.label, (Line(choice.value or gettext("yes")),)) for choice in self.asked.chosen]
        everything = (gettext("Chosen"), (Line(gettext("All measures of the programme")),))
        return facts(*(chosen or [everything]), (gettext("Measures"), (Line(counted),)))

    def summary(self) -> Table:
        """How many measures have which mark, of how many."""
        counts, total = Counter(measure.mark for measure in self.measures), len(self.measures)
        told = [(shown(sign(Mark, mark)), counts[mark]) for mark in Mark.values]
        told.append(
            (Line(gettext("Late by the schedule")), sum(is_late(each, self.reader.on) for each in self.measures))
        )
        share = pgettext("share", "of %(total)s") % {"total": total}
        rows = tuple(((word,), (Line(str(count), value=count),), (Line(share, tone="quiet"),)) for word, count in told)
        columns = (
            Column(gettext("Status"), share=8),
            Column(gettext("Measures"), share=4, is_number=True),
            Column(gettext("Of all chosen"), share=6),
        )
        return Table(gettext("Measures by status"), columns, rows, is_compact=True)

    def table(self) -> Section:
        """Every measure on a row, in the order that was asked for."""
        columns = (
            Column(gettext("No."), share=4),
            Column(gettext("Measure"), share=13),
            Column(gettext("Lead"), share=8),
            Column(gettext("Stage"), share=9),
            Column(gettext("Confidence"), share=10),
            Column(gettext("Next deadline"), share=10, remarks=gettext("Late")),
            Column(gettext("Last reported"), share=9, remarks=gettext("Reporting")),
        )
        rows = tuple(self.row(n, measure) for n, measure in enumerate(self.measures))
        heading = pgettext("chosen", "Measures")
        return Section(Line(heading), (Table(heading, columns, rows),))

    def row(self, n: int, measure: Any) -> tuple[Cell, ...]:
        leads = dict.fromkeys(str(each.body.short_name) for each in self.held[measure.pk] if each.role == "lead")
        return (
            (Line(measure.code),),
            (line(measure.label, to=anchor(n)),),
            (Line(", ".join(leads)),) if leads else (),
            (shown(sign(Stage, measure.stage)),),
            confidence(measure),
            self.deadline(measure),
            reported(measure),
        )

    def deadline(self, measure: Any) -> Cell:
        """The next deadline; how late it is, once it is past."""
        if not measure.due:
            return ()
        due = Line(wording.day(measure.due), value=measure.due)
        late = Line(wording.time_to(measure.due, self.reader.on), symbol="late")
        return (due, late) if is_late(measure, self.reader.on) else (due,)

    def section(self, n: int, measure: Any) -> Section:
        """Status, roles and schedule of a measure, and the newest answer as the reader may read it."""
        heading = line(Phrase(f"{measure.code} {measure.label}", measure.label.language))
        told = facts(
            (gettext("Status"), status(measure)),
            *((fact.label, fact.lines) for fact in roles(self.held[measure.pk]).facts),
            (gettext("Schedule"), tuple(self.scheduled(measure))),
        )
        return Section(heading, (told, self.said(measure)), anchor=anchor(n))

    def scheduled(self, measure: Any) -> Iterator[Line]:
        """As written, as read, and what came of it, item by item."""
        for item in self.schedule[measure.pk]:
            told = plan.scheduled(item, measure.stage in END_STAGES, self.reader)
            label = f"{item.label} " if item.label and len(self.schedule[measure.pk]) > 1 else ""
            yield from (*written(told, label), *outcome(told))

    def said(self, measure: Any) -> Facts:
        update = self.newest.get(measure.pk)
        none = Line(gettext("Nothing has been published of this measure yet."), tone="quiet")
        if update is None:
            return facts((gettext("What was said"), (none,)))
        return Facts(
            facts((gettext("Round"), (line(update.round.name),))).facts + answered(update, with_status=False).facts
        )


def anchor(n: int) -> str:
    """What the section of the n-th measure is called in links."""
    return f"m{n + 1}"


def shown_mark(measure: Any) -> Sign:
    """The one mark; of a measure that ended otherwise, how it ended."""
    return sign(Stage, measure.stage) if measure.mark == Mark.ENDED else sign(Mark, measure.mark)


def status(measure: Any) -> Cell:
    """The mark, then stage and confidence where they say something else, then when it was reported."""
    mark = shown(shown_mark(measure), tone="strong")
    stage = (shown(sign(Stage, measure.stage)),) if measure.stage else ()
    told = dict.fromkeys(line for line in (*stage, *confidence(measure)) if line.words != mark.words)
    fresh = shown(sign(Freshness, measure.fresh), tone="quiet")
    day = (
        Line(gettext("Reported on %(day)s.") % {"day": wording.day(measure.reported_on)}, tone="quiet")
        if measure.reported_on
        else None
    )
    return (mark, *told, *((fresh,) if fresh.words != mark.words else ()), *((day,) if day else ()))


def confidence(measure: Any) -> Cell:
    """How sure it is, in the words of actions.phrasing."""
    if not measure.confidence:
        return ()
    told = sureness(measure.stage, measure.confidence, measure.fresh)
    return (shown(told, tone="" if told.tone else "quiet"),)


def reported(measure: Any) -> Cell:
    """The day of the newest answer; an earlier round's is said to be one."""
    if not measure.reported_on:
        return ()
    day = Line(wording.day(measure.reported_on), value=measure.reported_on)
    earlier = Line(gettext("Not this round"), symbol=sign(Freshness, Freshness.EARLIER).symbol, tone="quiet")
    return (day, earlier) if measure.fresh == Freshness.EARLIER else (day,)
