"""What every test may ask for."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request, tmp_path_factory):
    """SQLite tests run on a file in WAL mode, as the product does, not in memory."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def the_database_is_the_one_asked_for(request):
    asked = {"pg": "postgresql", "sqlite": "sqlite"}[request.config.getoption("--db")]
    assert connection.vendor == asked
