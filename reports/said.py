"""Question: what has been said of a measure, round by round?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext

from actions.status import CHANGE_ICONS, Freshness, Mark, Sign, change, mark, sign
from actors.languages import Phrase
from reports.reader import Reader
from updates import tasks
from updates.models import Round, Update, UpdateState

DRAWN = 6  # rounds in the strip

Answers = list[Any]  # updates as UpdateQuerySet.for_reading gives them, the newest round first


def fetch(measure: Any, reader: Reader) -> Answers:
    """Every answer that the reader may see, the own body's drafts among them; of an earlier day, those told by then.

    `assessed` is the office's own assessment of it by the day, for readers of what is submitted; else None.
    """
    reads_assessments = reader.rights.reads_submitted
    answers = Update.objects.for_reading(reader.user, reader.today).filter(measure=measure)
    answers = answers.select_related(None).select_related("round", "body", *["assessment"] * reads_assessments)
    found: Answers = list(answers if reader.on == reader.today else answers.told_to(reader.audience, reader.on))
    for answer in found:
        assessment = getattr(answer, "assessment", None) if reads_assessments else None
        answer.assessed = assessment if assessment and localdate(assessment.at) <= reader.on else None
    return found


def told_by_leads(answers: Answers, audience: str) -> Answers:
    """The leads' answers that make the measure's standing in the eyes of the audience: not drafts, and in public not
    what waits for publication, though the writer may read it."""
    told = {UpdateState.PUBLISHED} if audience == "public" else {UpdateState.SUBMITTED, UpdateState.PUBLISHED}
    return [answer for answer in answers if answer.role == "lead" and answer.state in told]


def strip(rounds: Iterable[Round], told: Answers) -> list[dict[str, Any]]:
    """The newest rounds from the oldest on: the mark of each, and what became of the measure since its last answer."""
    by_round = {answer.round_id: answer for answer in told}
    cells: list[dict[str, Any]] = []
    before = None
    for each in sorted(rounds, key=lambda round: round.opens):
        answer = by_round.get(each.pk)
        cells.append({"name": each.name, "sign": mark_of(answer), "change": changed(before, answer), "is_now": False})
        before = answer or before
    if cells:
        cells[-1]["is_now"] = True
    return cells[-DRAWN:]


def mark_of(answer: Any) -> Sign:
    """The mark that an answer gave its measure in its own round; without an answer, not reported."""
    return sign(Mark, mark(answer.stage, answer.confidence, Freshness.THIS_ROUND) if answer else Mark.NOT_REPORTED)


def changed(before: Any, after: Any) -> dict[str, str] | None:
    """The change from an answer to a later one: icon, word and the earlier round; None when either is missing."""
    if not before or not after:
        return None
    became = change((before.stage, before.confidence), (after.stage, after.confidence))
    return {"icon": CHANGE_ICONS[became], "word": capfirst(str(became.label)), "round": before.round.name}


@dataclass(frozen=True)
class Said:
    """One answer: `sign` tells a state that is not public; `is_whole` whether the inner texts may be shown."""

    update: Any
    sign: Sign | None

    def inner(self) -> list[tuple[str, Phrase]]:
        """Headings and texts that are not for the public; none for those who may not read them."""
        update = self.update
        if not update.is_whole:
            return []
        obstacles = gettext("Obstacles")
        if update.cause:
            obstacles = gettext("Obstacles: %(cause)s") % {"cause": update.get_cause_display()}
        texts = [
            (gettext("Why it is judged so"), update.reason),
            (gettext("What has been done"), update.done),
            (gettext("What comes next"), update.next),
            (obstacles, update.obstacles or ("–" if update.cause else "")),
            (gettext("Decision needed"), update.decision_needed),
        ]
        return [(heading, Phrase(text, update.language)) for heading, text in texts if text]


@dataclass(frozen=True)
class RoundSaid:
    """What was said in one round: the lead's answer, and partners' parts."""

    round: Round
    lead: Said | None
    parts: list[Said]


def by_round(answers: Answers) -> list[RoundSaid]:
    """The rounds in which something was said, the newest first."""
    rounds = {answer.round_id: answer.round for answer in answers}
    return [
        RoundSaid(
            each,
            next((said(answer) for answer in answers if answer.round_id == pk and answer.role == "lead"), None),
            [said(answer) for answer in answers if answer.round_id == pk and answer.role == "partner"],
        )
        for pk, each in rounds.items()
    ]


def said(answer: Any) -> Said:
    """The answer with the sign of its state, while it is not public."""
    return Said(answer, None if answer.state == UpdateState.PUBLISHED else tasks.sign(answer.state))
