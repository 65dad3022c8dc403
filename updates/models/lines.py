"""The lines of an update: what became of promises, new promises, outcomes of schedules, answers to questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from actors.models import Body
from actors.wording import clean, one_line

if TYPE_CHECKING:
    from updates.models.updates import Update


@dataclass(frozen=True)
class NextStep:
    """A promise as it is typed: what will be ready, by which day, who does it (the body's id)."""

    text: str
    day: date | None = None
    body: int | None = None


@dataclass(frozen=True)
class Told:
    """What is told of an earlier promise: a Fate, and of a moved one the new day; why."""

    fate: str
    day: date | None = None
    because: str = ""


@dataclass(frozen=True)
class Lines:
    """The next steps in their order; what is told by promise id; answers by question id, empty ones left out."""

    steps: tuple[NextStep, ...] = ()
    tellings: Mapping[int, Told] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)

    def cleaned(self) -> "Lines":
        """As the columns keep them: clean text, no empty step, no empty answer, a new day for moved promises
        alone."""
        steps = tuple(NextStep(one_line(step.text), step.day, step.body) for step in self.steps if one_line(step.text))
        tellings = {
            pk: Told(told.fate, told.day if told.fate == "moved" else None, clean(told.because))
            for pk, told in self.tellings.items()
            if told.fate
        }
        return Lines(steps, tellings, {pk: clean(words) for pk, words in self.answers.items() if clean(words)})


def lines_of(update: "Update") -> Lines:
    """The lines as they are saved. Three queries; none of an update that is not saved."""
    if not update.pk:
        return Lines()
    return Lines(
        tuple(NextStep(each.text, each.day, each.body_id) for each in update.promises.order_by("n")),
        {each.promise_id: Told(each.fate, each.day, each.because) for each in update.tellings.all()},
        {each.question_id: each.words for each in update.answers.all()},
    )


def set_lines(update: "Update", lines: Lines) -> None:
    """Make the saved lines those; a row that stays the same is not written. A promise of which a later round has told
    is kept even when its line is gone."""
    for n, step in enumerate(lines.steps, 1):
        values = {"text": step.text, "day": step.day, "body_id": step.body}
        row = update.promises.filter(n=n).first()
        if row is None:
            update.promises.create(n=n, **values)
        elif {name: getattr(row, name) for name in values} != values:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
    for promise in update.promises.filter(n__gt=len(lines.steps), tellings=None):
        promise.delete()
    for pk, told in lines.tellings.items():
        update.tellings.update_or_create(
            promise_id=pk, defaults={"fate": told.fate, "day": told.day, "because": told.because}
        )
    for telling in update.tellings.exclude(promise__in=lines.tellings):
        telling.delete()
    for pk, words in lines.answers.items():
        update.answers.update_or_create(question_id=pk, defaults={"words": words})
    for answer in update.answers.exclude(question__in=lines.answers):
        answer.delete()


def in_words(steps: tuple[NextStep, ...]) -> str:
    """The next steps as text, a line each: "Agreement signed (POHA, 28.2.2019)". Names stay as they were then."""
    names = {body.pk: str(body) for body in Body.objects.filter(pk__in={step.body for step in steps if step.body})}
    return "\n".join(_line(step, names.get(step.body or 0, "")) for step in steps)


def _line(step: NextStep, body: str) -> str:
    day = f"{step.day.day}.{step.day.month}.{step.day.year}" if step.day else ""
    facts = ", ".join(filter(None, (body, day)))
    return f"{step.text} ({facts})" if facts else step.text
