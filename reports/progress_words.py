"""How a progress report says who answers, what is scheduled and what was said: the same lines for one and for many."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext

from actions.models import Responsibility
from actions.status import Sign
from actions.wording import day
from actors.languages import Phrase
from reports import rail
from reports.documents.definition import Cell, Facts, Line
from reports.documents.lines import facts, line, lines, shown
from reports.plan import Scheduled
from updates.models import UpdateRole, UpdateState
from updates.tasks import sign

NONE = (Line("–", tone="quiet"),)


def bodies(held: Iterable[Responsibility]) -> Cell:
    """One line a body: its name, its abbreviation, and what the programme prints beside it."""
    return tuple(line(named(each)) for each in held)


def named(responsibility: Responsibility) -> Phrase:
    body, qualifier = responsibility.body, responsibility.qualifier
    words = f"{body.name} ({body.abbreviation})" if body.abbreviation not in {"", body.name} else body.name
    return Phrase(f"{words}, {qualifier}" if qualifier else words, body.name.language)


def roles(held: list[Responsibility]) -> Facts:
    """Lead, units under it and partners of the whole measure."""
    found = rail.roles(held)
    leads = [lead.responsibility for lead in found["leads"] if lead.responsibility]
    units = [unit for lead in found["leads"] for unit in lead.units]
    nobody = (Line(gettext("No lead is printed in the programme."), tone="quiet"),)
    return facts(
        (gettext("Lead"), bodies(leads) or nobody),
        (gettext("Units of the lead"), bodies(units)),
        (gettext("Partners"), bodies(found["partners"])),
    )


def written(scheduled: Scheduled, label: str = "") -> Cell:
    """The schedule as written, then as read; `label` tells it from the others."""
    reading = gettext("Read: %(reading)s") % {"reading": scheduled.reading}
    text = scheduled.item.text
    quoted = pgettext("as written", "“%(words)s”") % {"words": text}
    return (line(Phrase(f"{label}{quoted}", text.language), tone="strong"), Line(reading, tone="quiet"))


def outcome(scheduled: Scheduled) -> Cell:
    """What came of a schedule item: done, late and why, continuous, or how long there is."""
    if scheduled.sign:
        return (shown(scheduled.sign),)
    return (Line(scheduled.left, tone="quiet"),) if scheduled.left else ()


def changed(change: dict[str, str] | None) -> Cell:
    """The arrow and the word of a change, and since when."""
    if not change:
        return ()
    words = gettext("%(change)s since %(round)s") % {"change": change["word"], "round": change["round"]}
    return (Line(words, symbol=change["icon"], tone="quiet"),)


def answered(update: Any, with_status: bool = True) -> Facts:
    """One answer as the reader may read it: the public text for everyone, the rest when `update.is_whole`."""
    with_status = with_status and update.role == UpdateRole.LEAD
    inner = answered_inside(update) if update.is_whole else ()
    none = () if update.is_whole else (Line(gettext("No public text."), tone="quiet"),)
    return facts(
        (gettext("Answered by"), (line(update.body.name), *told_when(update))),
        (gettext("Stage"), (shown(update.stage_sign),) if with_status else ()),
        (gettext("Confidence"), (shown(update.confidence_sign),) if with_status and update.confidence else ()),
        (gettext("Public text"), lines(update.public) or none),
        *inner,
    )


def answered_inside(update: Any) -> tuple[tuple[str, Cell], ...]:
    """The texts that are not public, in the order of the form."""

    def said(text: str) -> Cell:
        return lines(Phrase(text, update.language))

    cause = gettext("Obstacle: %(cause)s") % {"cause": update.get_cause_display()}
    return (
        (gettext("Why it is judged so"), said(update.reason)),
        (gettext("What has been done"), said(update.done)),
        (gettext("What comes next"), said(update.next)),
        (gettext("Obstacles"), ((Line(cause),) if update.cause else ()) + said(update.obstacles)),
        (gettext("Decision needed"), said(update.decision_needed)),
    )


def told_when(update: Any) -> Cell:
    """The day it was published; before that its state, and that it is not public."""
    if update.state == UpdateState.PUBLISHED:
        return (Line(gettext("Published on %(day)s") % {"day": day(localdate(update.published_at))}, tone="quiet"),)
    state: Sign = sign(update.state)
    words = gettext("%(state)s, not public") % {"state": state.word}
    return (Line(words, symbol=state.symbol, tone="quiet"),)


def is_public(update: Any) -> bool:
    """Whether everyone may read all that the reader is given of an answer."""
    if not update.is_whole:
        return True
    return update.state == UpdateState.PUBLISHED and not update.cause and not update.inner_texts
