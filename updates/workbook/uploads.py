"""The files that bodies brought back, kept as they came."""

from datetime import datetime
from typing import Any

from django.db import transaction

from updates.models import Return, UploadedWorkbook
from updates.workbook.preparing import Parsed


@transaction.atomic
def keep(parsed: Parsed, content: bytes, by: Any, at: datetime) -> UploadedWorkbook:
    """The row of the file; the same file of the same body and round is kept once."""
    of = parsed.workbook.of
    of.round.returns.hold(of.round, [of.body])
    kept = of.uploads.filter(sha256=parsed.sha256).first()
    return kept or of.uploads.create(
        workbook=parsed.workbook, file_name=parsed.file_name[-250:], sha256=parsed.sha256, content=content, at=at, by=by
    )


def number(upload: UploadedWorkbook) -> int:
    """Which upload of its return it is, counted from 1."""
    return UploadedWorkbook.objects.filter(of=upload.of_id, pk__lte=upload.pk).count()


def listed(of: Return | None) -> list[Any]:
    """The files of a return, the newest first, each with its number `n` and how many changes were taken of it."""
    if of is None:
        return []
    files = list(of.uploads.defer("content").select_related("by").order_by("pk"))
    return [{"n": n, "file": file, "taken": len(file.outcome.get("taken", []))} for n, file in enumerate(files, 1)][
        ::-1
    ]
