"""Keeps the files that came back, and takes in what was chosen of one: all of it in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from updates.models import NotNow, UploadedTranslation
from updates.translation_orders import comparing, preparing
from updates.translation_orders.comparing import Line
from updates.translation_orders.preparing import Parsed

LISTED = 20


@dataclass
class Taken:
    """What was taken in; `changed_since` of the chosen were not, because something else stands there by now."""

    lines: list[Line] = field(default_factory=list)
    changed_since: int = 0


def keep(parsed: Parsed, content: bytes, by: Any, at: datetime) -> UploadedTranslation:
    """The row of the file; the same file is kept once."""
    facts = {"file_name": parsed.file_name[-250:], "content": content, "at": at, "by": by}
    facts["language"] = comparing.language(parsed.reading)
    return UploadedTranslation.objects.get_or_create(sha256=parsed.sha256, defaults=facts)[0]


def read_again(upload: UploadedTranslation) -> Parsed:
    """The kept file, as it is read today."""
    return preparing.parse(upload.file_name, bytes(upload.content))


def earlier() -> list[Any]:
    """The newest files, each with how many texts were taken of it."""
    files = UploadedTranslation.objects.defer("content").select_related("by")[:LISTED]
    return [{"file": file, "taken": len(file.outcome.get("taken", []))} for file in files]


@transaction.atomic
def take_in(upload: UploadedTranslation, chosen: Collection[str], by: Any, at: datetime) -> Taken:
    """Put the chosen texts (tokens of lines) in their places.

    Nothing is written over a text that was not shown: a token tells what stood there when it was chosen. What was made
    from an original that has changed since is put in its place too, and stays behind it.
    """
    upload.refresh_from_db(from_queryset=UploadedTranslation.objects.select_for_update(of=("self",)))
    preview = read_again(upload).compared(is_locked=True)
    wanted = [line for line in preview.comparison.lines if line.token in chosen]
    taken = Taken(changed_since=len(set(chosen)) - len(wanted))
    told = []
    for line in wanted:
        facts = _told(line)
        try:
            line.update.translate(
                line.code, line.new, by, at, line.update.version, is_older=line.is_older, of_day=line.ordered_on
            )
        except (ValidationError, NotNow):
            taken.changed_since += 1
        else:
            taken.lines.append(line)
            told.append(facts)
    if told:
        upload.outcome = {"taken": [*upload.outcome.get("taken", []), *told]}
        upload.applied_by, upload.applied_at = by, at
        upload.save(update_fields=["outcome", "applied_by", "applied_at"])
    return taken


def _told(line: Line) -> dict[str, str]:
    """What is kept of it with the file."""
    return {
        "measure": line.update.measure.code,
        "body": str(line.update.body),
        "round": str(line.update.round),
        "old": str(line.now),
        "new": str(line.new),
    }
