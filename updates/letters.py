"""What a reminder says: one letter to one person, in that person's language, with what is open in each of the bodies.

Nothing that anybody wrote in an answer stands in it, nor the comment with which one was returned: the site has those.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from actors.models import Body, User
from actors.wording import one_line
from updates import calendar, due_days, outbox
from updates.body_returns import left_out
from updates.models import Mail, MailKind, Round, UpdateRole
from updates.owing import Item, Owing


class Ask(StrEnum):
    """What the reader is asked for: the body's answers, or its parts for the leads; an approver, to see to what is
    overdue, or to approve."""

    ANSWERS = "answers"
    PARTS = "parts"
    OVERDUE = "overdue"
    APPROVAL = "approval"


@dataclass(frozen=True)
class Block:
    """What a letter tells of one body in one round. `day` is the one by which the items are due; `reached` the day
    since which the reader is to be told of it."""

    ask: Ask
    owing: Owing
    items: tuple[Item, ...]
    day: date
    reached: date

    @property
    def place(self) -> tuple[int, int]:
        """Round and body."""
        return self.owing.round.pk, self.owing.body.pk

    @property
    def is_for_writer(self) -> bool:
        return self.ask in {Ask.ANSWERS, Ask.PARTS}


@dataclass(frozen=True)
class Written:
    """A letter in words; `calendar` is "" where no due day lies ahead."""

    subject: str
    text: str
    calendar: str


@dataclass(frozen=True)
class Letter:
    """One mail to one person; `words` are what the office adds."""

    person: User
    blocks: tuple[Block, ...]
    words: str = ""

    @property
    def kind(self) -> MailKind:
        return MailKind.REMINDER if any(block.is_for_writer for block in self.blocks) else MailKind.ESCALATION

    @property
    def rounds(self) -> list[Round]:
        """The rounds that it tells of, each once."""
        return list({block.owing.round.pk: block.owing.round for block in self.blocks}.values())

    @property
    def bodies(self) -> list[Body]:
        """The bodies that it tells of, each once."""
        return list({block.owing.body.pk: block.owing.body for block in self.blocks}.values())

    @property
    def key(self) -> str:
        """The same for the same things told to the same person, however often and on however many machines."""
        told = sorted(f"{block.ask}:{block.place}:{block.day}:{block.reached}" for block in self.blocks)
        return f"{self.kind}:{self.person.pk}:{outbox.short_hash(' '.join(told))}"

    def about(self) -> list[outbox.About]:
        """Every measure that it tells of, with round and body."""
        return [
            outbox.About(block.owing.body, item.measure, block.owing.round)
            for block in self.blocks
            for item in block.items
        ]

    def written(self, at: date, language: str = "") -> Written:
        """The letter as it reads at the moment, in the person's language unless another is asked for. On a day without
        a time, as a preview has it, there is no calendar."""
        moment = at if isinstance(at, datetime) else None
        on = localdate(moment) if moment else at
        with override(language or self.person.language):
            context = {
                "words": self.words,
                "blocks": [_block(block, on) for block in self.blocks],
                "url": absolute(reverse("updates:my_work")),
                "moment": date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else _short(on),
                "site": outbox.site_host(),
            }
            text = render_to_string("updates/mail/reminder.txt", context)
            days = [_due_day(block) for block in self.blocks if block.day >= on]
            return Written(subject(self.blocks, on), tidy(text), calendar.write(days, moment) if moment else "")

    def write(self, at: datetime, key: str = "", kind: str = "", by: Any = None) -> Mail | None:
        """Put it into the outbox; None when the same has been written before."""
        written, rounds = self.written(at), self.rounds
        return outbox.write(
            kind or self.kind,
            key or self.key,
            self.person.email,
            self.person.language,
            written.subject,
            written.text,
            at,
            about=self.about(),
            round=rounds[0] if len(rounds) == 1 else None,
            person=self.person,
            by=by,
            calendar=written.calendar,
        )


def absolute(path: str) -> str:
    """The path with the site's own address before it."""
    return f"{settings.SITE_URL}{path}"


def return_url(owing: Owing) -> str:
    """The page of the body's whole return."""
    where = [owing.round.programme.slug, owing.round.slug, owing.body.slug]
    return absolute(reverse("updates:return_page", args=where))


def tidy(text: str) -> str:
    """No blank at the end of a line, at most one empty line between two others."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def subject(blocks: Iterable[Block], on: date) -> str:
    """What is open, in one line: how many answers by which day; for an approver, whose return waits."""
    blocks = list(blocks)
    writers = [block for block in blocks if block.is_for_writer]
    if writers:
        return _writers_subject(writers, on)
    approvals = [block for block in blocks if block.ask == Ask.APPROVAL]
    if approvals:
        return _of_bodies(
            approvals,
            _("The return of %(body)s waits for approval"),
            ngettext("%(count)s return waits for approval", "%(count)s returns wait for approval", len(approvals)),
        )
    return _of_bodies(
        blocks,
        _("Answers of %(body)s are missing after the due day"),
        ngettext(
            "Answers of %(count)s body are missing after the due day",
            "Answers of %(count)s bodies are missing after the due day",
            len(blocks),
        ),
    )


def _of_bodies(blocks: list[Block], of_one: str, of_many: str) -> str:
    return of_many % {"count": len(blocks)} if len(blocks) > 1 else of_one % {"body": name(blocks[0].owing.body)}


def _writers_subject(blocks: list[Block], on: date) -> str:
    count, day = len({item for block in blocks for item in _marked(block)}), min(block.day for block in blocks)
    if day < on:
        words = ngettext(
            "%(count)s measure still waits for an answer that was due on %(day)s",
            "%(count)s measures still wait for answers that were due on %(day)s",
            count,
        )
    elif all(block.ask == Ask.PARTS for block in blocks):
        words = ngettext(
            "%(count)s measure waits for your part by %(day)s",
            "%(count)s measures wait for your parts by %(day)s",
            count,
        )
    else:
        words = ngettext(
            "%(count)s measure waits for an answer by %(day)s",
            "%(count)s measures wait for answers by %(day)s",
            count,
        )
    return words % {"count": count, "day": _short(day)}


def _marked(block: Block) -> list[tuple[int, int, int]]:
    return [(*block.place, item.measure.pk) for item in block.items]


def name(body: Body) -> str:
    """The body as a letter names it in a line: its abbreviation, its name where it has none."""
    return one_line(body.short_name)


def _short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _block(block: Block, on: date) -> dict[str, Any]:
    """One block as the template takes it."""
    owing = block.owing
    full = owing.body.name if owing.body.abbreviation else ""
    return {
        "heading": ": ".join((" ".join(filter(None, (name(owing.body), full))), one_line(owing.round.name))),
        "programme": one_line(str(owing.round.programme)),
        "sentence": sentence(block, on),
        "items": [_line(item, block) for item in block.items] if block.ask != Ask.APPROVAL else [],
        "url": return_url(owing),
    }


def sentence(block: Block, on: date) -> str:
    """What is asked of the reader, by which day."""
    day, is_past = {"day": _short(block.day)}, block.day < on
    if block.ask == Ask.APPROVAL:
        sent_at = block.owing.row and block.owing.row.sent_at
        since = _short(localdate(sent_at)) if sent_at else ""
        words = _("The return has waited for your approval since %(since)s.") % {"since": since}
        due = _("It was due on %(day)s.") if is_past else _("It is due on %(day)s.")
        return " ".join(filter(None, (words, due % day, left_out(block.owing))))
    if block.ask == Ask.OVERDUE:
        words = _("You approve the returns of this body. Its answers were due on %(day)s, and these are missing:")
    elif block.ask == Ask.PARTS and is_past:
        words = _("The leads expected your parts by %(day)s. Still open:")
    elif block.ask == Ask.PARTS:
        words = _("The leads expect your parts by %(day)s. Still open:")
    else:
        words = _("Answers were due on %(day)s. Still open:") if is_past else _("Answers by %(day)s. Still open:")
        words = " ".join(filter(None, (_parts(block, on), words)))
    return words % day


def _parts(block: Block, on: date) -> str:
    """By which day the leads want the parts among all that is open; "" where that is no day of its own."""
    waiting = any(item.role == UpdateRole.PARTNER and item.state != "ready" for item in block.items)
    day = due_days.parts_due(block.owing.round, block.owing.row) if waiting else None
    if not day:
        return ""
    words = _("The leads expected your parts by %(day)s.") if day < on else _("The leads expect your parts by %(day)s.")
    return words % {"day": _short(day)}


def _line(item: Item, block: Block) -> dict[str, str]:
    address = [item.measure.programme.slug, item.measure.code, block.owing.body.slug]
    states = {
        "new": pgettext("mail", "not begun"),
        "draft": pgettext("mail", "draft"),
        "returned": pgettext("mail", "returned, the comment is on the page"),
        "ready": pgettext("mail", "ready, not sent yet"),
    }
    return {
        "name": one_line(f"{item.measure.code} {item.measure.label}"),
        "role": pgettext("mail", "part for the lead") if item.role == UpdateRole.PARTNER else "",
        "state": states[item.state],
        "url": absolute(reverse("updates:update_form", args=address)) if block.is_for_writer else "",
    }


def _due_day(block: Block) -> calendar.DueDay:
    owing = block.owing
    what = "parts" if block.ask == Ask.PARTS else "answers"
    facts = {"body": name(owing.body), "round": one_line(owing.round.name)}
    words = (
        _("Parts of %(body)s are due: %(round)s") if what == "parts" else _("Answers of %(body)s are due: %(round)s")
    )
    url = return_url(owing)
    text = _("Answer on the site, or in the workbook of your body: %(url)s") % {"url": url}
    uid = f"{what}-{owing.round.pk}-{owing.body.pk}@{outbox.site_host()}"
    return calendar.DueDay(uid, block.day, words % facts, text, url)
