"""What a workbook that came back is told to people: one sentence for each finding, with the cell and the remedy."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from actions.importing.rows import Finding
from updates import locks
from updates.models import Round
from updates.workbook.differences import Difference
from updates.workbook.sheets import PLANS
from updates.workbook.showing import Shower

SENTENCES: dict[str, str] = {
    # the file as a whole
    "file_empty": gettext_noop("%(file)s is empty: choose the workbook that you filled."),
    "file_too_large": gettext_noop(
        "%(file)s has %(megabytes)s MB, and at most %(most)s MB can be read: take pictures out of it and save it again."
    ),
    "file_is_page": gettext_noop("%(file)s is a web page: open it in Excel and save it as an Excel workbook (.xlsx)."),
    "file_is_text": gettext_noop(
        "%(file)s is plain text (such as CSV), not an Excel workbook: fill the workbook itself and save it as .xlsx."
    ),
    "file_is_other": gettext_noop("%(file)s is not an Excel workbook: choose the .xlsx file that you filled."),
    "file_is_word": gettext_noop("%(file)s is a Word document: choose the .xlsx file that you filled."),
    "file_is_slides": gettext_noop("%(file)s is a slide show: choose the .xlsx file that you filled."),
    "file_is_opendocument": gettext_noop(
        "%(file)s is an OpenDocument file: open it and save it as an Excel workbook (.xlsx)."
    ),
    "file_is_archive": gettext_noop("%(file)s is a packed archive: unpack it and choose the .xlsx file inside."),
    "file_not_there": gettext_noop("There is no file %(file)s: check its name."),
    "file_not_readable": gettext_noop("%(file)s can't be read (%(reason)s): check that you may read it."),
    "workbook_old": gettext_noop(
        "%(file)s is in the Excel format of before 2007 (.xls): open it and save it as .xlsx."
    ),
    "workbook_binary": gettext_noop("%(file)s is a binary workbook (.xlsb): open it and save it as .xlsx."),
    "workbook_encrypted": gettext_noop("%(file)s is protected by a password: remove the password and save it again."),
    "workbook_with_macros": gettext_noop(
        "%(file)s is a workbook for macros (.xlsm): open it and save it as .xlsx, without macros."
    ),
    "workbook_damaged": gettext_noop(
        "%(file)s is damaged or cut short: open it in Excel and save it again, or send it again."
    ),
    "workbook_unsafe": gettext_noop(
        "%(file)s has a document type declaration in %(part)s, which no workbook needs: save it again in Excel."
    ),
    "workbook_many_parts": gettext_noop(
        "%(file)s consists of %(parts)s parts, and at most %(most)s can be read: take pictures and drawings out of it."
    ),
    "workbook_unpacks_large": gettext_noop(
        "%(file)s unpacks to %(megabytes)s MB, far more than our workbook: copy your answers to a new one."
    ),
    "table_too_large": gettext_noop(
        "%(file)s has more than %(most)s cells, far more than our workbook: copy your answers to a new one."
    ),
    "range_too_large": gettext_noop(
        "%(file)s, range %(range)s, is merged or linked over more than %(most)s cells: undo that and save it again."
    ),
    # whose it is
    "workbook_foreign": gettext_noop(
        "%(file)s is not a workbook of this service, or its hidden sheet is gone: "
        "take a new workbook from the page of the return and copy your answers to it."
    ),
    "workbook_unknown": gettext_noop(
        "%(file)s was not made here, so nothing is known of it: "
        "take a new workbook from the page of the return and copy your answers to it."
    ),
    "workbook_of_another_body": gettext_noop(
        "%(file)s is the workbook of %(body)s, and this is the page of %(asked_body)s: "
        "bring it in on the page of %(body)s, or choose the workbook of %(asked_body)s."
    ),
    "workbook_of_another_round": gettext_noop(
        "%(file)s is the workbook of %(body)s for the round %(round)s, and this is the round %(asked_round)s: "
        "copy your answers to a workbook of this round."
    ),
    "issue_old": gettext_noop(
        "This is issue %(issue)s of the workbook, and the newest is issue %(newest)s. It was read all the same: "
        "look at what was changed on the web since."
    ),
    "identity_changed": gettext_noop(
        "The hidden sheet of the workbook has been changed. What is known of this issue was used instead."
    ),
    # sheets, columns and rows
    "sheet_twice": gettext_noop("Sheet %(place)s is a copy of one before it and was not read: delete one of the two."),
    "sheet_missing": gettext_noop(
        "The sheet %(sheet)s is not in the file, so nothing on it was changed: take a new workbook to write on it."
    ),
    "sheet_unknown": gettext_noop(
        "Sheet %(place)s is not one of ours and was not read: move what belongs to an answer to its cell."
    ),
    "column_twice": gettext_noop(
        "Sheet %(place)s has the column “%(column)s” twice, and neither was read: delete one of the two."
    ),
    "column_missing": gettext_noop(
        "Sheet %(place)s has no column “%(column)s”, so nothing in it was changed: take a new workbook to write in it."
    ),
    "columns_moved": gettext_noop("Sheet %(place)s: columns were moved, and read by what they hold."),
    "row_twice": gettext_noop(
        "%(place)s: rows %(first)s and %(second)s are the same answer, and neither was read: delete one of the two."
    ),
    "row_missing": gettext_noop(
        "Sheet %(place)s: a row of measure %(row)s is not there, so nothing in it was changed: "
        "take a new workbook to write in it."
    ),
    "row_unknown": gettext_noop(
        "%(place)s: this row is not one of the workbook, so “%(new)s” was not read: write it in the row of its measure."
    ),
    "rows_hidden": gettext_noop("%(place)s: hidden rows were read too (rows %(rows)s)."),
    "cells_merged": gettext_noop(
        "%(place)s: merged cells were not read, for nobody can say to which of them the text belongs: split them."
    ),
    "protected_changed": gettext_noop(
        "%(place)s (measure %(row)s, %(column)s) is locked and was changed to “%(new)s”: this was left out. "
        "Tell the programme office if what is official is wrong."
    ),
    "text_outside": gettext_noop(
        "%(place)s stands beside the table, so “%(new)s” was not read: move it to the cell that it belongs to."
    ),
    "comment_unread": gettext_noop(
        "%(place)s has a note, “%(new)s”, which was not read: write in the cell what belongs to the answer."
    ),
    # what stands in a cell
    "formula_without_value": gettext_noop(
        "%(place)s has a formula without a stored result: type the text itself in the cell."
    ),
    "formula_value_used": gettext_noop(
        "%(place)s has a formula: its stored result “%(new)s” was read. Check it, or type the text itself."
    ),
    "cell_error": gettext_noop("%(place)s shows the error %(new)s: type the text itself in the cell."),
    "date_in_text": gettext_noop(
        "%(place)s: Excel has turned what was typed into the date %(new)s: "
        "type it again with an apostrophe before it, such as '1.2."
    ),
    "number_in_text": gettext_noop("%(place)s has a number, and it was read as the text “%(new)s”: check it."),
    "word_unknown": gettext_noop("%(place)s: “%(new)s” can't be chosen here: choose one of %(words)s."),
    "body_unknown": gettext_noop(
        "%(place)s: no body is called “%(new)s”: write its abbreviation as in the list, or leave the cell empty."
    ),
    "body_ambiguous": gettext_noop("%(place)s: several bodies are called “%(new)s”: write the whole name."),
    "day_ambiguous": gettext_noop(
        "%(place)s: “%(new)s” can be read as more than one day: write the day as 1.2.2026, with the whole year."
    ),
    "day_unreadable": gettext_noop("%(place)s: “%(new)s” is no day: write the day as 1.2.2026."),
    "day_is_number": gettext_noop(
        "%(place)s: the date has been turned into the number %(new)s: write the day as 1.2.2026."
    ),
    "day_out_of_range": gettext_noop("%(place)s: the year of %(new)s is not between 2000 and 2100: check the year."),
    "day_in_future": gettext_noop(
        "%(place)s: %(new)s is in the future: write the day it was done, or leave the cell empty."
    ),
    "text_too_long": gettext_noop(
        "%(place)s has %(length)s characters, and at most %(most)s can be kept: shorten the text."
    ),
    # what the cells of a row say together, and what is no longer asked
    "step_without_text": gettext_noop(
        "%(place)s: this next step says no text: write what will be ready, or empty the row."
    ),
    "fate_missing": gettext_noop(
        "%(place)s: choose on the same row what became of the promise, or empty this cell."
    ),
    "day_without_move": gettext_noop(
        "%(place)s: only a promise that has moved gets a new day: choose that it has moved, or empty this cell."
    ),
    "line_gone": gettext_noop(
        "%(place)s (measure %(row)s) is no longer asked, so “%(new)s” was not taken in: take a new workbook."
    ),
    "not_owed": gettext_noop(
        "%(place)s: measure %(row)s is no longer asked of this body, so “%(new)s” can't be taken in: "
        "ask the programme office."
    ),
    "answer_submitted": gettext_noop(
        "%(place)s: the answer to measure %(row)s is submitted, so “%(new)s” can't be taken in: "
        "take the answer back first."
    ),
    "answer_published": gettext_noop(
        "%(place)s: the answer to measure %(row)s is published, so “%(new)s” can't be taken in: "
        "ask the programme office."
    ),
    "answer_locked": gettext_noop("%(place)s: “%(new)s” can't be taken in. %(why)s"),
}  # fmt: skip

SOMETHING = gettext_noop("Something is written there.")  # what others are told of a draft


def sentence(finding: Finding, round: Round | None = None) -> str:
    """The finding as people read it: what, in which cell, what to do."""
    facts = {"place": finding.place} | finding.facts
    if round and "why" in facts:
        facts["why"] = locks.sentence(facts["why"], round)
    words = SENTENCES[finding.code]
    if facts.get("row") and "%(row)s" not in words:
        facts["place"] = _("%(place)s (measure %(row)s)") % facts
    return _(words) % facts


def question(difference: Difference, show: Shower) -> str:
    """What a changed cell answers: "2.2, stage"."""
    column = PLANS[difference.sheet].column(difference.column)
    return _("Measure %(measure)s: %(question)s") % {
        "measure": show.row(difference.row),
        "question": column.label,
    }


def message(difference: Difference, show: Shower) -> str:
    """A change in a sentence."""
    told = {"place": difference.cell, "question": question(difference, show)}
    if difference.kind == "conflict":
        words = _("%(place)s (%(question)s) was changed on the web too since the workbook was made: "
                  "choose which of the two stands.")  # fmt: skip
        return words % told
    return _("%(place)s (%(question)s) was changed in the workbook.") % told


def finding_as_json(finding: Finding, round: Round | None, is_own: bool = False) -> dict[str, Any]:
    """A finding for programs; what was issued is told to the body's own people alone."""
    old = finding.facts.get("old")
    return {
        "cell": finding.place,
        "kind": finding.code,
        "level": finding.level,
        "old": old if is_own or not old else _(SOMETHING),
        "new": finding.facts.get("new"),
        "message": sentence(finding, round),
    }


def difference_as_json(difference: Difference, show: Shower, is_own: bool = False) -> dict[str, Any]:
    """A change for programs; `old` is what stands there now, `issued` what stood there when the workbook was made. Of
    a draft others than its own body's people (`is_own`) are told that something is written, not what."""
    column = PLANS[difference.sheet].column(difference.column)
    is_told = is_own or not difference.is_of_draft
    is_issued_told = is_own or (is_told and difference.old == difference.now)
    now, issued = show.words(column, difference.now), show.words(column, difference.old)
    return {
        "cell": difference.cell,
        "kind": difference.kind,
        "measure": show.row(difference.row),
        "column": difference.column,
        "issued": issued if is_issued_told or not issued else _(SOMETHING),
        "old": now if is_told or not now else _(SOMETHING),
        "new": show.words(column, difference.new),
        "message": message(difference, show),
    }
