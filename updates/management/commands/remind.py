"""Reminds whoever owes answers, and sends the mails that wait: run by the clock, every few minutes of office hours."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from actions.management.printing import print_lines, terminal_language
from actors import clock
from updates import outbox, reminders, working_days
from updates.letters import Letter, name
from updates.models import Mail, Writer
from updates.outbox import Sent
from updates.reminders import Plan


class Command(BaseCommand):
    help = "Writes reminders to those who owe answers, and sends the mails that wait. May run twice without harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="another day than today")
        parser.add_argument("--dry-run", action="store_true", help="print what would be written, send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        at = moment_of(now, options["on"]) if options["on"] else now
        if not options["dry_run"]:
            Writer.objects.let_go(timezone.now())
        with override(terminal_language()):
            print_lines(self.stdout, as_planned(at) if options["dry_run"] else carried_out(at))


def moment_of(at: datetime, on: date) -> datetime:
    """The same time on another day."""
    return at.replace(year=on.year, month=on.month, day=on.day)


def as_planned(at: datetime) -> Iterator[str]:
    """Every mail that would be written, whole; on a day off those of the next working day, as things stand."""
    day = working_days.first_from(localdate(at))
    if day != localdate(at):
        yield _("Nothing goes out on a day off. On %(day)s it will be this, as things stand:") % {
            "day": date_format(day, "SHORT_DATE_FORMAT")
        }
    plan = reminders.plan(day)
    for letter in plan.letters:
        yield from as_text(letter, moment_of(at, day))
    yield from summary(plan, len(plan.letters))


def as_text(letter: Letter, at: datetime) -> Iterator[str]:
    """One mail as it would be read."""
    written = letter.written(at)
    yield f"{letter.person.email} ({letter.person.language})"
    yield written.subject
    yield ""
    yield written.text
    yield "-" * 72


def carried_out(at: datetime) -> Iterator[str]:
    """Send what was left over, write what is to be told, send it; and say so."""
    before = outbox.send(at)
    plan, mails = reminders.remind(at)
    after = outbox.send(at)
    yield from listed(mails)
    yield from summary(plan, len(mails))
    yield from what_became(before, after)


def listed(mails: Iterable[Mail]) -> Iterator[str]:
    for mail in mails:
        yield f"{mail.to}: {mail.subject}"


def summary(plan: Plan, count: int) -> Iterator[str]:
    """How many there are, and who can't be reminded."""
    yield ngettext("%(count)s reminder", "%(count)s reminders", count) % {"count": count}
    for round, bodies in plan.nobody_by_round():
        yield _("Round %(round)s: these bodies owe answers and have no coordinator to remind: %(bodies)s.") % {
            "round": round.name,
            "bodies": ", ".join(name(body) for body in bodies),
        }


def what_became(*runs: Sent) -> Iterator[str]:
    """How many mails were sent, and how many were not."""
    facts = {
        "sent": sum(run.sent for run in runs),
        "waiting": sum(run.waiting for run in runs),
        "failed": sum(run.failed for run in runs),
    }
    yield _("Mails: %(sent)s sent, %(waiting)s to be tried again, %(failed)s given up.") % facts
    if settings.SITE_URL.endswith("://localhost"):
        yield _("The links in them begin with %(url)s. Set SITE_URL to the address of the site.") % {
            "url": settings.SITE_URL
        }
