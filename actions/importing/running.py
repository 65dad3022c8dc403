"""An import carried out: all or nothing, one at a time, and the file that was read is kept."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from actions.importing.applying import apply
from actions.importing.comparing import tally
from actions.importing.preparing import Prepared, prepare
from actions.models import ProgrammeImport
from actions.models.imports import ImportState

LOCK = 50_182_017  # of all imports together: programmes share their bodies


class Changed(Exception):
    """What the import would change is no longer what was shown."""


@transaction.atomic
def carry_out(
    file_name: str, content: bytes, slug: str, names: dict[str, str], on: date, at: datetime,
    by: Any = None, token: str | None = None, kept: ProgrammeImport | None = None,
) -> Prepared:  # fmt: skip
    """Read the file and apply it, all or nothing; the file, its sum, who and when are kept with it.

    `token` is that of the preview: raises Changed when the programme was changed since. Nothing new, nothing kept:
    importing the same file twice leaves one import. A bad file is told by the findings, and changes nothing.
    """
    wait_for_others()
    prepared = prepare(file_name, content, slug, names, on)
    if token is not None and token != prepared.token:
        raise Changed
    if not prepared.may_apply or not prepared.differing:
        return prepared
    if kept and not ProgrammeImport.objects.select_for_update().previewed().filter(pk=kept.pk).exists():
        raise Changed
    row = kept or ProgrammeImport(slug=slug, file_name=file_name, sha256=prepared.sha256, content=content)
    row.made_at, row.made_by, row.state = at, by, ImportState.APPLIED
    row.outcome = {"changes": tally(prepared.changes)}
    row.save()
    row.programme = apply(prepared, on, row)
    row.save()
    return prepared


def wait_for_others() -> None:
    """Imports follow one another: SQLite has one writer anyway, PostgreSQL keeps a lock until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
