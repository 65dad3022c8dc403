"""The database of the bench: made beside the site's own, on the same server, and thrown away."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

NAME = "etenee_bench"


@contextmanager
def own_database() -> Iterator[str]:
    """Its DATABASE_URL, for servers that look at the same rows. SQLite lies in a file, as it does in production."""
    before = settings.DATABASES["default"]["NAME"]
    with TemporaryDirectory(prefix="etenee-bench-") as folder:
        is_file = connection.vendor == "sqlite"
        name = f"{folder}/{NAME}.sqlite3" if is_file else NAME
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield f"sqlite:///{name}" if is_file else beside(os.environ["DATABASE_URL"])
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def beside(url: str) -> str:
    """The address of the bench's database on the server of another."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
