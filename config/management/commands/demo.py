"""Prepares and serves the demo: one command on a fresh machine."""

import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import demonstration

DAY = date(2018, 6, 30)


class Command(BaseCommand):
    help = "Makes the database, loads the demo programme and its people, and serves it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--on", type=date.fromisoformat, default=DAY, metavar="YYYY-MM-DD", help="the demo's day")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.TODAY = options["on"]
        call_command("migrate", verbosity=0)
        try:
            people = demonstration.load()
        except demonstration.NotADemo as fault:
            raise CommandError(
                "This database is in real use, and the demo's accounts have a password that everybody knows. "
                "Set DATABASE_URL to another database for the demo."
            ) from fault
        call_command("collectstatic", verbosity=0, interactive=False)
        self.tell(people, options)
        if not options["no_serve"]:
            serve(options["port"], options["on"])

    def tell(self, people: list[Any], options: dict[str, Any]) -> None:
        self.stdout.write(f"Etenee, demo. Its clock stands at {options['on']:%-d.%-m.%Y}; updates are invented.")
        self.stdout.write(f"Accounts (password of all: {demonstration.PASSWORD}):")
        for person in people:
            seats = ", ".join(f"{seat.role} {seat.body.key}" for seat in person.seats.select_related("body"))
            self.stdout.write(f"  {person.email:<42} {seats}")
        if not options["no_serve"]:
            self.stdout.write(f"Open http://127.0.0.1:{options['port']}/  Stop with Ctrl+C.")
        self.stdout.flush()


def serve(port: int, on: date) -> None:
    """Become the server that production uses, on this machine's own address only."""
    os.environ |= {"ETENEE_DEMO": "1", "ETENEE_TODAY": on.isoformat(), "SECRET_KEY": settings.SECRET_KEY}
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")  # what links in its mails begin with
    server = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [*server, "--log-level", "warning"])  # noqa: S606  # its own interpreter, fixed words
