"""Brings a published programme in from the command line: all of it or nothing."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import ngettext, override

from actions.importing.comparing import tally
from actions.importing.preparing import LARGEST, Prepared, prepare
from actions.importing.rows import Finding
from actions.importing.running import carry_out
from actions.importing.saying import as_json, change_as_json, sentence
from actions.importing.summary import summary, unknown_bodies, unread
from actions.management.printing import print_document, print_lines, terminal_language
from actors import clock
from actors.first_run import database_fault, prepare_database
from actors.models import User

MOST_TOLD = 20


class Command(BaseCommand):
    help = "Imports a programme: the text of a published page, an .xlsx, .csv or .html table, or interchange JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", required=True, help="the programme's address, such as sts-2018")
        for language in ("fi", "sv", "en"):
            parser.add_argument(f"--name-{language}", default="", help="the programme's name")
        parser.add_argument("--by", default="", metavar="E-MAIL", help="who imports, kept with the file")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON document")
        parser.add_argument("--language", choices=["fi", "sv", "en"], help="of the messages; else the terminal's")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"] or terminal_language()):
            prepared = run(options)
            if options["json"]:
                text = json.dumps(as_document(prepared, options["dry_run"]), ensure_ascii=False, indent=1) + "\n"
                print_document(self.stdout, text)
            else:
                print_lines(self.stdout, summary(prepared, options["dry_run"]))
            if not prepared.may_apply:
                raise CommandError(refusal(prepared))


def run(options: dict[str, Any]) -> Prepared:
    """The import, or what stopped it, as findings."""
    file: Path = options["file"]
    refused = Prepared(file.name, "", options["slug"])
    try:
        content = read(file)
    except OSError as fault:
        return replace(refused, findings=[unreadable(file, fault)])
    names = {code: name for code in ("fi", "sv", "en") if (name := options[f"name_{code}"].strip())}
    asked = (file.name, content, options["slug"], names, clock.today())
    try:
        prepare_database()
        by = User.objects.get_by_natural_key(options["by"]) if options["by"] else None
        return prepare(*asked) if options["dry_run"] else carry_out(*asked, clock.now(), by=by)
    except User.DoesNotExist:
        return replace(refused, findings=[Finding("error", "nobody", "", {"email": options["by"]})])
    except DatabaseError as fault:
        return replace(refused, findings=[Finding("error", "database_fault", "", {"reason": database_fault(fault)})])


def read(file: Path) -> bytes:
    """The file, and no more of it than any programme has: what is longer is told to be too long."""
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def unreadable(file: Path, fault: OSError) -> Finding:
    codes: dict[type[OSError], str] = {FileNotFoundError: "file_not_there", IsADirectoryError: "file_is_folder"}
    facts = {"file": str(file), "reason": fault.strerror or str(fault)}
    return Finding("error", codes.get(type(fault), "file_not_readable"), "", facts)


def refusal(prepared: Prepared) -> str:
    """What stopped the import, a sentence for each fault."""
    told = [sentence(finding) for finding in prepared.errors]
    more = len(told) - MOST_TOLD
    if more > 0:
        rest = ngettext("There is %(number)s more fault.", "There are %(number)s more faults.", more)
        told = [*told[:MOST_TOLD], rest % {"number": more}]
    return "\n".join(told)


def as_document(prepared: Prepared, is_dry_run: bool) -> dict[str, Any]:
    """The result for programs."""
    return {
        "file": prepared.file_name,
        "sha256": prepared.sha256,
        "slug": prepared.slug,
        "dry_run": is_dry_run,
        "applied": prepared.may_apply and bool(prepared.differing) and not is_dry_run,
        "counts": tally(prepared.changes),
        "changes": [change_as_json(change) for change in prepared.differing],
        "findings": [as_json(finding) for finding in prepared.findings],
        "unread_schedules": unread(prepared),
        "unknown_bodies": unknown_bodies(prepared),
    }
