"""A real browser and a real server with the demo in it."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from config.demonstration import PASSWORD
from tests.demo_server import DemoServer

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PEOPLE = {
    "office": "ohjelmatoimisto@example.org",
    "administrator": "paakayttaja@example.org",
    "coordinator": "koordinaattori.poha@example.org",
}


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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


@pytest.fixture
def page(chromium, demo):
    """A fresh page on the demo; `page.goto("/fi/")` is enough."""
    context = chromium.new_context(base_url=demo.url, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def sign_in_as():
    """`sign_in_as(page, "office")` goes through the sign-in page like a person."""

    def sign_in(page, who, language="fi"):
        page.goto(f"/{language}/accounts/login/")
        page.fill("input[name=login]", PEOPLE.get(who, who))
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button[type=submit]")
        page.wait_for_load_state()
        return page

    return sign_in
