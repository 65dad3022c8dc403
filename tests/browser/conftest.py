"""A real browser and a real server with the demo in it."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from config.demonstration import PASSWORD
from tests.addresses import PEOPLE
from tests.demo_server import DemoServer

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PATIENCE = 30_000  # ms: a machine that does other work too is slow, not broken


@pytest.fixture(scope="session")
def chromium():
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first is the lightest
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("needs Chromium: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = DemoServer(tmp_path_factory.mktemp("demo"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def signed_in(chromium, demo):
    """`signed_in("office")` is the state of a browser in which the role's person has signed in; "visitor" is nobody."""
    states = {"visitor": None}

    def state(who):
        if who not in states:
            context = chromium.new_context(base_url=demo.url, locale="fi-FI")
            sign_in(context.new_page(), who)
            states[who] = context.storage_state()
            context.close()
        return states[who]

    return state


def sign_in(page, who):
    """Go through the sign-in page like a person; `who` is a role or an e-mail."""
    page.goto("/fi/accounts/login/")
    page.fill("input[name=login]", PEOPLE.get(who, who))
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)


@pytest.fixture
def open_page(chromium, demo, signed_in):
    """`open_page("office")` is a new window of the role's person; options are those of a browser context."""
    contexts = []

    def new(who="visitor", **options):
        facts = {"base_url": demo.url, "locale": "fi-FI", "storage_state": signed_in(who)} | options
        contexts.append(chromium.new_context(**facts))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield new
    for context in contexts:
        context.close()
