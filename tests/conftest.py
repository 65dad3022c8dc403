"""What every test may ask for."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request, tmp_path_factory):
    """SQLite tests run on a file in WAL mode, as the product does, not in memory."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """Servers that tests start begin from a copy of the database as it is now."""
    from tests.demo_server import keep_migrated

    with django_db_blocker.unblock():
        keep_migrated(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session", autouse=True)
def the_database_is_the_one_asked_for(request):
    asked = {"pg": "postgresql", "sqlite": "sqlite"}[request.config.getoption("--db")]
    assert connection.vendor == asked


@pytest.fixture
def cast(db):
    from tests.people import make_cast

    return make_cast()


@pytest.fixture
def sign_in(client):
    """`sign_in(user)` gives a client signed in as the user; a visitor's client is not signed in."""

    def enter(user):
        if user.is_authenticated:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        else:
            client.logout()
        return client

    return enter


@pytest.fixture(autouse=True)
def the_clock_stands(settings):
    """Every test's today is 30.6.2018, the day of the demo, so that dates can be written out."""
    from datetime import date

    settings.TODAY = date(2018, 6, 30)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a test may not be skipped for want of a browser, an office suite or the documents: that is a failure."""
    import os

    report = (yield).get_result()
    if report.skipped and os.environ.get("CI") and "needs" in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"


@pytest.fixture(autouse=True)
def nothing_is_kept_from_another_test():
    """Counts and menus that a process keeps for a minute belong to another test's rows."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="module")
def demo_rows(django_db_setup, django_db_blocker):
    """The demo's rows for a whole test module, loaded once: every test's own changes are taken back after it."""
    from django.db import transaction

    from config import demonstration

    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def words_are_english():
    """What language one test's request leaves active says nothing in the next; pages have theirs in the address."""
    from django.utils import translation

    with translation.override("en"):
        yield
