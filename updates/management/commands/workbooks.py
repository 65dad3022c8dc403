"""Writes the workbooks of a round: one Excel file for each body that owes an answer."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from actions.management.printing import print_lines, terminal_language
from actors import clock
from actors.models import Body
from updates import locks
from updates.models import Round
from updates.workbook import issuing


class Command(BaseCommand):
    help = "Writes the workbooks of a round, without drafts: one Excel file for each body that owes an answer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="ROUND", help="programme and round, such as sts-2018/kevat-2018")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
        parser.add_argument("--language", choices=["fi", "sv", "en"], help="of the workbooks; else the terminal's")
        parser.add_argument(
            "--body", action="append", default=[], metavar="KEY", help="this body alone; may be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"] or terminal_language()
        with override(language):
            round = round_at(options["round"])
            bodies = [body_of(key).pk for key in options["body"]] or None
            print_lines(self.stdout, write(round, bodies, options["out"], language))


def round_at(place: str) -> Round:
    """The round at "programme/round"."""
    slug, _slash, name = place.partition("/")
    round = Round.objects.select_related("programme").filter(programme__slug=slug, slug=name).first()
    if round:
        return round
    known = ", ".join(f"{each.programme.slug}/{each.slug}" for each in Round.objects.select_related("programme"))
    raise CommandError(_("There is no round %(round)s. The rounds are: %(known)s.") % {"round": place, "known": known})


def body_of(key: str) -> Body:
    body = Body.objects.filter(key=key).first() or Body.objects.filter(slug=key).first()
    if not body:
        raise CommandError(_("There is no body %(body)s. Give its key, such as POHA.") % {"body": key})
    return body


def write(round: Round, bodies: list[int] | None, folder: Path, language: str) -> list[str]:
    """Make the files; returns what is told: a line for each, and how many there are."""
    told = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in issuing.files(round, language, None, clock.now(), bodies):
            (folder / name).write_bytes(content)
            told.append(str(folder / name))
    except OSError as fault:
        facts = {"folder": str(folder), "reason": fault.strerror or str(fault)}
        raise CommandError(
            _("Nothing can be written to %(folder)s (%(reason)s): give another folder.") % facts
        ) from fault
    if not told:
        why = locks.sentence(round.lock(clock.today()), round)
        raise CommandError(why or _("No body owes anything in this round, so there is no workbook to make."))
    return [*told, ngettext("%(number)s workbook.", "%(number)s workbooks.", len(told)) % {"number": len(told)}]
