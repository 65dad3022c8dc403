"""Prints a programme as its interchange document."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.importing.document import Document, dumps, programme_document
from actions.management.printing import print_document, terminal_language
from actors import clock
from actors.first_run import database_fault, prepare_database
from strategy.models import Programme


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2018-12-31") from None


class Command(BaseCommand):
    help = "Prints a programme as etenee-programme/1 (JSON, UTF-8) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the day looked at; else today")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(terminal_language()):
            try:
                document = exported(options["slug"], options["as_of"] or clock.today())
            except DatabaseError as fault:
                raise CommandError(database_fault(fault)) from fault
        print_document(self.stdout, dumps(document))


def exported(slug: str, on: date) -> Document:
    prepare_database()
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        raise CommandError(absent(slug))
    return programme_document(programme, on)


def absent(slug: str) -> str:
    known = ", ".join(Programme.objects.order_by("slug").values_list("slug", flat=True))
    if not known:
        return _("There is no programme “%(slug)s”, and none else: import one first.") % {"slug": slug}
    facts = {"slug": slug, "known": known}
    return _("There is no programme “%(slug)s”: those that are here are %(known)s.") % facts
