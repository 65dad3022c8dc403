"""The files that bodies brought back, kept as they came."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from actors.models import Role, Seat
from updates.models import Return, UploadedWorkbook
from updates.workbook.preparing import Parsed


@transaction.atomic
def keep(parsed: Parsed, content: bytes, by: Any, at: datetime) -> UploadedWorkbook:
    """The row of the file; the same file of the same body and round is kept once, and once more for others than the
    body's own people when these have brought it."""
    of = parsed.workbook.of
    of.round.returns.hold(of.round, [of.body])
    unseen = unseen_by(of, by, parsed.is_own(by, localdate(at)))
    kept = of.uploads.filter(sha256=parsed.sha256).exclude(by__in=unseen).first()
    return kept or of.uploads.create(
        workbook=parsed.workbook, file_name=parsed.file_name[-250:], sha256=parsed.sha256, content=content, at=at, by=by
    )


def unseen_by(of: Return, user: Any, is_own: bool) -> set[int]:
    """Whose files the person does not see: what the body's own people bring is for them alone, like their drafts."""
    if is_own:
        return set()
    seats = Seat.objects.filter(body=of.body_id, role__in=[Role.COORDINATOR, Role.APPROVER, Role.DEPUTY])
    return set(seats.exclude(user=user).values_list("user", flat=True))


def number(upload: UploadedWorkbook) -> int:
    """Which upload of its return it is, counted from 1."""
    return UploadedWorkbook.objects.filter(of=upload.of_id, pk__lte=upload.pk).count()


def listed(of: Return | None, user: Any, is_own: bool) -> list[Any]:
    """The files of a return that the person sees, the newest first, each with its number `n` and how many changes were
    taken of it."""
    if of is None:
        return []
    files, unseen = of.uploads.defer("content").select_related("by").order_by("pk"), unseen_by(of, user, is_own)
    found = [(n, file) for n, file in enumerate(files, 1) if file.by_id not in unseen]
    return [{"n": n, "file": file, "taken": len(file.outcome.get("taken", []))} for n, file in reversed(found)]
