"""Two people of one body have answered the same question: what each wrote, and a form on which no word is lost."""

from dataclasses import dataclass

from actors.languages import Phrase
from updates import numbers
from updates.comparing import pieces
from updates.inquiry_answer_forms import YES_OR_NO, AnswersForm, saved
from updates.models import InquiryAnswer
from updates.two_texts import Clash

PARTS = ("number", "yes_no", "words")


@dataclass(frozen=True)
class Difference:
    """A part of an answer that the two have differently: as the form would send it, and as pages show it."""

    row: InquiryAnswer
    part: str
    theirs: str
    clash: Clash


def differences(mine: AnswersForm, rows: list[InquiryAnswer]) -> list[Difference]:
    """What somebody else has changed since the form was opened and what was typed has otherwise, in the order of the
    form. What only the typing changed is no difference: it stays as typed."""
    found = []
    for row in rows:
        base = _base(row, mine.versions()[row.pk])
        for part in PARTS:
            if (name := f"{part}_{row.pk}") in mine.fields:
                before, theirs, here = _text(base, part) if base else "", _text(row, part), _typed(mine, row, part)
                if theirs not in {before, here}:
                    found.append(_difference(mine, row, name, theirs, here, is_theirs=here in {"", before}))
    return found


def _difference(
    mine: AnswersForm, row: InquiryAnswer, name: str, theirs: str, here: str, is_theirs: bool
) -> Difference:
    part = name.rpartition("_")[0]
    there, typed = _shown(theirs, part, row.language), _shown(here, part, "")
    target, label = f"{name}_0" if part == "yes_no" else name, str(mine.fields[name].label)
    return Difference(row, part, theirs, Clash(target, label, there, typed, pieces(there, typed), is_theirs))


def merged(mine: AnswersForm, rows: list[InquiryAnswer], found: list[Difference]) -> AnswersForm:
    """Mine over their versions; theirs where only they changed something. A file has to be chosen again."""
    typed = {name: mine.data.get(name, "") for name in mine.fields if not name.startswith(("drop_", "opened"))}
    typed |= {f"{each.part}_{each.row.pk}": each.theirs for each in found if each.clash.is_theirs}
    typed |= {f"version_{row.pk}": row.version for row in rows}
    fresh = AnswersForm(mine.inquiry, rows, mine.user)
    return AnswersForm(mine.inquiry, rows, mine.user, typed | {"opened": fresh["opened"].value()})


def _base(row: InquiryAnswer, version: int) -> InquiryAnswer | None:
    """The answer that the form was opened with, from the history; none of version 0."""
    past = row.history.filter(version=version).order_by("-history_id").first() if version else None
    return past.instance if past else None


def _text(row: InquiryAnswer, part: str) -> str:
    value = saved(row, part)
    return numbers.printed(value) if part == "number" and value is not None else value or ""


def _typed(mine: AnswersForm, row: InquiryAnswer, part: str) -> str:
    if f"{part}_{row.pk}" in mine.errors:
        return str(mine.data.get(f"{part}_{row.pk}", ""))
    value = mine.value(row, part)
    return numbers.printed(value) if part == "number" and value is not None else value or ""


def _shown(text: str, part: str, language: str) -> str:
    if part == "words":
        return Phrase(text, language) if language else text
    return str(dict(YES_OR_NO).get(text, "")) if part == "yes_no" and text else text
