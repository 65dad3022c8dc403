"""Reads workbooks that came back: tells what each would change, and takes it in only when told."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from actions.importing.rows import Finding, UnreadableSource
from actions.management.printing import print_document, print_lines, terminal_language
from actors import clock
from actors.models import User
from updates.workbook import applying, preparing, uploads
from updates.workbook.differences import Comparison
from updates.workbook.opening import MOST_BYTES
from updates.workbook.preparing import Parsed
from updates.workbook.saying import difference_as_json, finding_as_json

Told = dict[str, Any]


class Command(BaseCommand):
    help = "Reads filled workbooks and prints what they change and what is wrong. With --apply it is taken in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="+")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON document")
        parser.add_argument(
            "--apply",
            action="store_true",
            help="take the changes into the drafts, but nothing of a file with errors, nor what was changed on the web",
        )
        parser.add_argument(
            "--by",
            default="",
            metavar="E-MAIL",
            help="who brings the workbooks, kept with them; one of the body is told what drafts say",
        )
        parser.add_argument("--language", choices=["fi", "sv", "en"], help="of the messages; else the terminal's")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"] or terminal_language()):
            by = person(options["by"])
            told = list(read(options["file"], by, options["apply"]))
            if options["json"]:
                print_document(self.stdout, json.dumps({"files": told}, ensure_ascii=False) + "\n")
            else:
                print_lines(self.stdout, (line for one in told for line in lines(one)))
            if wrong := sum(one["errors"] for one in told):
                faults = ngettext(
                    "%(number)s error. Nothing is taken in of a file that has one.",
                    "%(number)s errors. Nothing is taken in of a file that has one.",
                    wrong,
                )
                raise CommandError(faults % {"number": wrong})


def person(email: str) -> User | None:
    try:
        return User.objects.get_by_natural_key(email) if email else None
    except User.DoesNotExist:
        words = _("Nobody here has the e-mail address “%(email)s”: check it, or leave it out.")
        raise CommandError(words % {"email": email}) from None


def read(files: list[Path], by: User | None, is_applied: bool) -> Iterator[Told]:
    """What is told of each file: first of those that can't be read, then of the others by round."""
    names = preparing.names_on(clock.today())
    readable: list[Parsed] = []
    contents: dict[str, bytes] = {}
    for file in files:
        try:
            content = file.open("rb").read(MOST_BYTES + 1)
            parsed = preparing.parse(file.name, content, names)
        except OSError as fault:
            yield unread(file, unreadable(file, fault))
        except UnreadableSource as refusal:
            yield unread(file, refusal.finding)
        else:
            readable.append(parsed)
            contents[parsed.sha256] = content
    for parsed, comparison in compared(readable, is_applied):
        told = as_document(parsed, comparison, parsed.is_own(by, clock.today()))
        if is_applied and not told["errors"]:
            kept = uploads.keep(parsed, contents[parsed.sha256], by, clock.now())
            told["applied"] = len(applying.take_in(parsed, kept, None, by, clock.now()).differences)
        yield told


def compared(files: list[Parsed], is_applied: bool) -> Iterator[tuple[Parsed, Comparison]]:
    """Each file against the answers as they are; where files are taken in, as the one before has left them."""
    if not is_applied:
        yield from preparing.compared(files, clock.today())
        return
    for parsed in files:
        yield parsed, parsed.compared(clock.today())


def unreadable(file: Path, fault: OSError) -> Finding:
    code = "file_not_there" if isinstance(fault, FileNotFoundError) else "file_not_readable"
    return Finding("error", code, str(file), {"file": str(file), "reason": fault.strerror or str(fault)})


def unread(file: Path, finding: Finding) -> Told:
    findings = [finding_as_json(finding, None)]
    return {"file": file.name, "differences": [], "findings": findings, "unchanged": 0, "errors": 1, "applied": 0}


def as_document(parsed: Parsed, comparison: Comparison, is_own: bool) -> Told:
    """The result for programs; with the words of drafts for one of the body (`is_own`)."""
    return {
        "file": parsed.file_name,
        "sha256": parsed.sha256,
        "round": f"{parsed.round.programme.slug}/{parsed.round.slug}",
        "body": parsed.body.key,
        "issue": parsed.workbook.issue,
        "differences": [difference_as_json(each, parsed.show, is_own) for each in comparison.differences],
        "findings": [finding_as_json(each, parsed.round, is_own) for each in comparison.findings],
        "unchanged": comparison.unchanged,
        "errors": sum(each.level == "error" for each in comparison.findings),
        "applied": 0,
    }


def lines(told: Told) -> Iterator[str]:
    """The result for people: the file, a line for each change and finding, and how many were taken in."""
    yield ", ".join(filter(None, (told["file"], told.get("body"), told.get("round"))))
    for each in told["differences"]:
        yield f"  {each['message']} {each['old'] or '–'} → {each['new'] or '–'}"
    for each in told["findings"]:
        yield f"  {each['message']}"
    changes = ngettext("%(number)s change", "%(number)s changes", len(told["differences"]))
    taken = ngettext("%(number)s taken in", "%(number)s taken in", told["applied"])
    yield f"  {changes % {'number': len(told['differences'])}}, {taken % {'number': told['applied']}}"
