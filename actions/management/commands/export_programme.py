"""Prints a programme as its interchange document."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actions.importing.document import dumps, programme_document
from actors import clock
from actors.first_run import prepare_database
from strategy.models import Programme


class Command(BaseCommand):
    help = "Prints a programme as etenee-programme/1 (JSON) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day looked at")

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_database()
        programme = Programme.objects.filter(slug=options["slug"]).first()
        if programme is None:
            known = ", ".join(Programme.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no programme “{options['slug']}”. Programmes here: {known}.")
        self.stdout.write(dumps(programme_document(programme, options["as_of"] or clock.today())), ending="")
