"""What an import came to, as lines for a terminal: counts, what is to be checked, what stayed open."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.importing.comparing import VERBS, tally
from actions.importing.document import code
from actions.importing.preparing import Prepared
from actions.importing.saying import sentence, subject_name, verb_name
from actors.models import BodyKind

# Findings that a list of its own tells.
LISTED = {"schedule_unread", "new_body"}
LONGEST = 100  # characters of a schedule's words


def summary(prepared: Prepared, is_dry_run: bool) -> Iterator[str]:
    """Line by line. What stops the import is not here: the command ends with it."""
    if prepared.document is not None:
        yield f"{prepared.slug} ← {prepared.file_name} (SHA-256 {prepared.sha256[:12]}…)"
        yield from counts(prepared)
    for level, heading in (("doubt", _("To be checked")), ("note", _("Notes"))):
        told = [each for each in prepared.findings if each.level == level and each.code not in LISTED]
        yield from listed(heading, [sentence(each) for each in told])
    yield from listed(_("Schedules that could not be read, to be dated by hand if they have dates"), unread(prepared))
    yield from listed(_("New bodies that no list has, for the administrator to check"), unknown_bodies(prepared))
    if prepared.may_apply:
        yield ""
        yield outcome(prepared, is_dry_run)


def counts(prepared: Prepared) -> Iterator[str]:
    """A table: one line a subject, one column a verb."""
    words = [verb_name(verb) for verb in VERBS]
    widths = [max(9, len(word) + 2) for word in words]
    yield " " * 24 + "".join(word.rjust(width) for word, width in zip(words, widths, strict=True))
    for subject, numbers in tally(prepared.changes).items():
        cells = (str(numbers[verb]).rjust(width) for verb, width in zip(VERBS, widths, strict=True))
        yield subject_name(subject).ljust(24) + "".join(cells)


def listed(heading: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{heading} ({len(rows)}):"
        yield from (f"  {row}" for row in rows)


def unread(prepared: Prepared) -> list[str]:
    """The schedule items without a reading: line, measure, words."""
    found = []
    for measure in (prepared.document or {"measures": []})["measures"]:
        for item in measure["schedule"]:
            if item["kind"] == "none":
                lines = prepared.places.get((code(measure), "schedule", str(item["n"])))
                where = _("line %(line)s") % {"line": lines[0]} + ", " if lines else ""
                words = next(iter(item["text"].values()), "")
                found.append(f"{where}{code(measure)}: {words if len(words) <= LONGEST else words[:LONGEST] + '…'}")
    return found


def unknown_bodies(prepared: Prepared) -> list[str]:
    bodies = (prepared.document or {"bodies": []})["bodies"]
    return [f"{body['key']} ({BodyKind(body['kind']).label})" for body in bodies if body["key"] in prepared.unknown]


def outcome(prepared: Prepared, is_dry_run: bool) -> str:
    number = len(prepared.differing)
    if not number:
        return _("Nothing was changed: the file says what the programme says already.")
    if is_dry_run:
        told = ngettext(
            "Nothing was changed, for this was a trial: %(number)s fact would change.",
            "Nothing was changed, for this was a trial: %(number)s facts would change.",
            number,
        )
    else:
        told = ngettext("%(number)s fact was brought in.", "%(number)s facts were brought in.", number)
    return told % {"number": number}
