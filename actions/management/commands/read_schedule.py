"""Shows how schedule texts are read, one JSON object a line; needs no database."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.schedule_reader import FIRST_YEAR, LAST_YEAR, read


class Command(BaseCommand):
    help = "Reads schedule texts in Finnish, Swedish or English and prints each reading as one line of JSON."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "texts", nargs="*", metavar="TEXT", help="schedule texts; without any, one a line on standard input"
        )
        parser.add_argument(
            "--year", type=int, help="the year of a text that tells none of its own, such as “keväällä”"
        )

    def handle(self, *args: Any, texts: list[str], year: int | None, **options: Any) -> None:
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"--year {year} is outside {FIRST_YEAR}–{LAST_YEAR}. Give a year between them.")
        for text in texts or lines_of_standard_input():
            line = json.dumps(read(text, year).as_json(), ensure_ascii=False)
            self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))


def lines_of_standard_input() -> Iterator[str]:
    """Lines without their ends; empty ones are passed over."""
    if sys.stdin.isatty():
        raise CommandError("Nothing to read. Give schedule texts as arguments, or one a line on standard input.")
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise CommandError(f"Line {number} of standard input is not UTF-8. Save the text as UTF-8.") from None
        if text.strip():
            yield text
