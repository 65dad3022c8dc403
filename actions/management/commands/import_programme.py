"""Brings a published programme in from the command line: all of it or nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.importing.comparing import tally
from actions.importing.running import Prepared, carry_out, prepare
from actions.importing.saying import as_json, change_as_json, sentence, subject_name
from actors import clock
from actors.first_run import prepare_database


class Command(BaseCommand):
    help = "Imports a programme: the text of a published page, an .xlsx, .csv or .html table, or interchange JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", required=True, help="the programme's address, such as sts-2018")
        for language in ("fi", "sv", "en"):
            parser.add_argument(f"--name-{language}", default="", help="the programme's name")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON document")
        parser.add_argument("--language", choices=["fi", "sv", "en"], default="en", help="language of the messages")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            self.run_import(options)

    def run_import(self, options: dict[str, Any]) -> None:
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as fault:
            raise CommandError(
                f"{file} can't be read: {fault.strerror}. Check its name and that you may read it."
            ) from fault
        prepare_database()
        names = {code: name for code in ("fi", "sv", "en") if (name := options[f"name_{code}"])}
        today = clock.today()
        if options["dry_run"]:
            prepared = prepare(file.name, content, options["slug"], names, today)
        else:
            prepared = carry_out(file.name, content, options["slug"], names, today, clock.now())
        self.tell(prepared, options)
        if not prepared.may_apply:
            raise CommandError(_("Nothing was changed: %(file)s has errors.") % {"file": file.name})

    def tell(self, prepared: Prepared, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(as_document(prepared, options), ensure_ascii=False, indent=1))
            return
        for finding in prepared.findings:
            out = self.stderr if finding.level == "error" else self.stdout
            out.write(f"{finding.level}: {sentence(finding)}")
        for subject, counts in tally(prepared.changes).items():
            told = ", ".join(f"{verb} {count}" for verb, count in counts.items() if count)
            self.stdout.write(f"{subject_name(subject)}: {told}")
        if prepared.may_apply and options["dry_run"]:
            self.stdout.write(_("Nothing was changed: this was a dry run."))


def as_document(prepared: Prepared, options: dict[str, Any]) -> dict[str, Any]:
    """The result for programs."""
    return {
        "file": prepared.file_name,
        "sha256": prepared.sha256,
        "slug": options["slug"],
        "dry_run": options["dry_run"],
        "applied": prepared.may_apply and not options["dry_run"],
        "counts": tally(prepared.changes),
        "changes": [change_as_json(change) for change in prepared.changes if change.verb != "unchanged"],
        "findings": [as_json(finding) for finding in prepared.findings],
    }
