"""A database that nobody has prepared yet is prepared by the first command that needs it."""

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def prepare_database() -> None:
    """Make the tables when there are none at all; a database with tables is left to `migrate`."""
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)


def database_fault(fault: DatabaseError) -> str:
    """What a person can do about a database that did not take a command; nothing was changed."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return _("The database is older than the program, and nothing was changed: run “manage.py migrate” first.")
    except DatabaseError:
        pass  # then the first fault says why
    told = _("The database did not answer as it should (%(reason)s), and nothing was changed: check it and try again.")
    return told % {"reason": " ".join(str(fault).split())}
