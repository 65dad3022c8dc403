"""A database that nobody has prepared yet is prepared by the first command that needs it."""

from django.core.management import call_command
from django.db import connection


def prepare_database() -> None:
    """Make the tables when there are none at all; a database with tables is left to `migrate`."""
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
