"""Takes in what was chosen of a workbook: all of it in one transaction, each answer written once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from actors.models import Body
from updates.forms import STAYS
from updates.models import Deed, Lines, NextStep, NotNow, StaleText, Told, Update, UpdateRole, UploadedWorkbook
from updates.workbook import contents
from updates.workbook.contents import Answer, Row, step_cells
from updates.workbook.differences import Difference, Group, step_rows, typed_row
from updates.workbook.preparing import Parsed
from updates.workbook.sheets import PLANS, PROMISES, answer_of, line_of
from updates.workbook.steps import merged
from updates.workbook.vocabulary import YES


@dataclass
class Taken:
    """What was taken in; `changed_since` of the chosen were not, because something else stands there by now.

    `unready` are the numbers of measures whose answers had been marked ready and are drafts again."""

    differences: list[Difference] = field(default_factory=list)
    changed_since: int = 0
    unready: list[str] = field(default_factory=list)


@transaction.atomic
def take_in(parsed: Parsed, upload: UploadedWorkbook, chosen: Collection[str] | None, by: Any, at: datetime) -> Taken:
    """Write the chosen differences (tokens of groups; without a choice all that are no conflict) into the drafts.

    Nothing is written over a text that was not shown: a token tells what stood there when it was chosen.
    """
    upload = UploadedWorkbook.objects.select_for_update().defer("content").get(pk=upload.pk)  # its record is added to
    on = localdate(at)
    wanted = _wanted(parsed.compared(on).groups(), chosen)
    taken = Taken(changed_since=0 if chosen is None else len(chosen) - len(wanted))
    if not wanted:
        return taken
    _hold(parsed, {answer_of(group.differences[0].row) for group in wanted}, on)
    answers = {answer.key: answer for answer in _answers(parsed, on)}
    groups = _wanted(parsed.compared(on, list(answers.values())).groups(), {group.token for group in wanted})
    taken.changed_since += len(wanted) - len(groups)
    by_answer: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_answer[answer_of(group.differences[0].row)].append(group)
    for key, found in sorted(by_answer.items()):
        update = answers[key].update
        was_ready = bool(update and update.ready_at)
        try:
            _write(parsed, answers[key], found, by, at)
        except (NotNow, StaleText):
            taken.changed_since += len(found)
        else:
            taken.differences += [each for group in found for each in group.differences]
            if update and was_ready and not update.ready_at:
                taken.unready.append(answers[key].measure.code)
    _record(parsed, upload, taken, by, at)
    return taken


def _wanted(groups: list[Group], chosen: Collection[str] | None) -> list[Group]:
    return [group for group in groups if (not group.is_conflict if chosen is None else group.token in chosen)]


def _answers(parsed: Parsed, on: date) -> list[Answer]:
    return contents.of_bodies(parsed.round, on, [parsed.body.pk]).get(parsed.body.pk, [])


def _hold(parsed: Parsed, keys: set[str], on: date) -> None:
    """The rows of the answers, made where nobody has saved yet, and then the returns that they belong to: in the order
    in which every other deed takes them."""
    answers = [answer for answer in _answers(parsed, on) if answer.key in keys]
    for answer in sorted(answers, key=lambda answer: (answer.measure.pk, answer.role)):
        if not answer.update:
            Update.objects.begin(parsed.round, answer.measure, parsed.body, answer.role)
    owners = Body.objects.in_bulk({parsed.body.pk, *(body for answer in answers for body in answer.owners)})
    parsed.round.returns.hold(parsed.round, [owners[pk] for pk in sorted(owners)])


def _write(parsed: Parsed, answer: Answer, groups: list[Group], by: Any, at: datetime) -> None:
    """One answer, once: words, days done and lines over the version that is there."""
    update = answer.update
    assert update
    differences = [each for group in groups for each in group.differences]
    words = _words(answer, {each.column: each.new for each in differences if each.sheet == "answers"})
    words["language"] = words["language"] or parsed.workbook.language
    outcomes = {line_of(each.row): _day(each.new) for each in differences if each.sheet == "outcomes"}
    lines = _lines(parsed, answer, differences)
    update.write(words, outcomes, update.version, by, at, lines=lines)


def _words(answer: Answer, typed: dict[str, str]) -> dict[str, Any]:
    """All words with the typed ones; when nothing has changed, what is empty stays as it was, as on the form."""
    assert answer.update
    words = answer.update.words() | typed
    if "is_unchanged" in typed:
        words["is_unchanged"] = typed["is_unchanged"] == YES
        if words["is_unchanged"] and answer.before and answer.role == UpdateRole.LEAD:
            words |= {name: words[name] or getattr(answer.before, name) for name in STAYS}
    return words


def _lines(parsed: Parsed, answer: Answer, differences: list[Difference]) -> Lines | None:
    """The lines with what was taken of them; None when nothing was, and they stay."""
    rows = defaultdict(set)
    for each in differences:
        rows[each.sheet].add(each.row)
    if not rows.keys() & {"steps", "promises", "questions"}:
        return None
    issued, lines = parsed.workbook.cells["cells"], answer.lines
    tellings = dict(lines.tellings)
    for key in rows["promises"]:
        row = typed_row(parsed.reading, issued, PROMISES, key)
        tellings[line_of(key)] = Told(row["fate"], _day(row["day"]), row["because"])
    answered = dict(lines.answers) | {line_of(each.row): each.new for each in differences if each.sheet == "questions"}
    steps = step_cells(answer)
    if rows["steps"]:
        keys = [key for key in parsed.reading.rows["steps"] if answer_of(key) == answer.key]
        there = step_rows(parsed.reading, issued, keys)
        places = {n for n, key in enumerate(there.keys) if key in rows["steps"]}
        steps = merged(there.issued, there.typed, steps, places)
    return Lines(tuple(map(_step, steps)), tellings, answered)


def _step(row: Row) -> NextStep:
    return NextStep(row["text"], _day(row["day"]), int(row["body"]) if row["body"] else None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _record(parsed: Parsed, upload: UploadedWorkbook, taken: Taken, by: Any, at: datetime) -> None:
    """Keep with the file what was taken of it, and write it in the book of the return."""
    if not taken.differences:
        return
    told = [
        {
            "cell": each.cell,
            "measure": parsed.show.row(each.row),
            "question": str(column.label),
            "old": parsed.show.words(column, each.now),
            "new": parsed.show.words(column, each.new),
        }
        for each in taken.differences
        for column in (PLANS[each.sheet].column(each.column),)
    ]
    upload.outcome = {"taken": [*upload.outcome.get("taken", []), *told]}
    upload.applied_by, upload.applied_at = by, at
    upload.save()
    parsed.workbook.of.note(Deed.UPLOADED, by, at, f"{upload.file_name}: {len(told)}")
