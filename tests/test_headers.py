"""What every answer says to the browser (S-02, S-03, S-14), production settings (S-01), and addresses that people or
machines bend (T-59)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from config.demonstration import PASSWORD
from tests.addresses import PEOPLE, PROGRAMME, client_of, examples, make_all

pytestmark = pytest.mark.django_db

HOME = Path(__file__).parent.parent
POLICY = {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "default-src 'self'"}
#: What is asked of lists, as nobody's link asks it.
FILTERS = (
    "per_page=1000000", "lang=xx", "format=exe", "format=", "print=1&print=2", "unknown=1", "sort=;drop", "sort=-",
    "sort=stage&sort=due", "year=0", "year=99999", "year=1e9", "year=２０１８", "area=", "area=%00", "q=%00", "q=%ff",
    "q=%ed%a0%80", "q='%22%3C%3E%25_%5C", "q=" + "a" * 6000, "q=" + "a+" * 1500, "body=..%2f..%2f", "role=owner",
    "stage=%F0%9F%94%A5", "late=2", "mark[]=x", "mark[$ne]=1", "phenomenon=-1", "kind=%00", "lead=om&lead=sm",
    "page=99999999999999999999&sort=title", "on=x&q=%00&page=-1",
)  # fmt: skip
PAGE_NUMBERS = (
    "page=0", "page=-1", "page=abc", "page=99999999999999999999", "page=1&page=2", "page=%00", "state=x", "q=%00",
    "show=x", "round=x", "round=a/b/c", "round=%00/%00",
)  # fmt: skip
DAYS = (
    "on=", "on=0", "on=31.2.2018", "on=1.1.0001", "on=9999-12-31", "on=0001-01-01", "on=２０１８-０１-０１",
    "on=1.1.1.1",
    "on=%00", "on=" + "9" * 5000 + ".1.1", "on=2018-06-30&on=x", "on=1900-01-01", "on=2199-12-31",
    "on=2018-W26-6",
)  # fmt: skip
PAGES = (
    ("actions:measure_list", [PROGRAMME]),
    ("reports:programme_page", [PROGRAMME]),
    ("reports:measure_page", [PROGRAMME, "2.14"]),
    ("reports:progress_measure", [PROGRAMME, "2.14"]),
    ("reports:body_list", []),
    ("reports:body_page", ["sm"]),
    ("reports:front", []),
    ("actions:programme_json", [PROGRAMME]),
    ("updates:my_work", []),
    ("updates:office", []),
    ("actors:people", []),
    ("actions:import_upload", []),
    ("admin:actions_measure_changelist", []),
)


@pytest.fixture
def rows(demo_rows, db, settings):
    settings.DEMO = True
    make_all()


def answers_of_every_kind():
    """200, 302, 403, 404, 405, a page with errors, downloads, JSON; as visitor and signed in."""
    visitor, office, coordinator = client_of("visitor"), client_of("office"), client_of("coordinator")
    report = reverse("reports:progress_measure", args=[PROGRAMME, "2.14"])
    yield "200", visitor.get(reverse("reports:programme_page", args=[PROGRAMME]))
    yield "302", visitor.get(reverse("updates:my_work"))
    yield "front door", visitor.get("/")
    yield "403", coordinator.get(reverse("updates:office"))
    yield "404", visitor.get("/fi/ei/ole/olemassa/")
    yield "404 of nothing", visitor.get("/nowhere")
    yield "404 of another body", coordinator.get(reverse("updates:update_form", args=[PROGRAMME, "5.1", "sm"]))
    yield "405", office.get(reverse("updates:update_publish", args=[1]))
    yield "form with errors", office.post(reverse("updates:round_new", args=[PROGRAMME]))
    yield "refused token", client_of("office", enforce_csrf_checks=True).post(reverse("actors:person_new"))
    yield "admin", office.get(reverse("admin:actions_measure_changelist"))
    yield "xlsx of a list", visitor.get(reverse("actions:measure_list_excel", args=[PROGRAMME]))
    for kind in ("xlsx", "docx", "pdf"):
        yield kind, visitor.get(f"{report}?format={kind}")
    yield "json", visitor.get(reverse("actions:programme_json", args=[PROGRAMME]))
    yield "schema", visitor.get(reverse("interchange_schema"))
    yield "health", visitor.get(reverse("healthcheck"))


def test_every_answer_tells_the_browser_to_be_careful(rows):
    wrong = []
    for what, response in answers_of_every_kind():
        policy = {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";")}
        told = {
            "policy": policy >= POLICY and "unsafe-" not in " ".join(policy),
            "X-Content-Type-Options": response.headers.get("X-Content-Type-Options") == "nosniff",
            "Referrer-Policy": response.headers.get("Referrer-Policy") == "same-origin",
            "Cross-Origin-Opener-Policy": response.headers.get("Cross-Origin-Opener-Policy") == "same-origin",
            "X-Frame-Options": response.headers.get("X-Frame-Options") == "DENY",
            "Content-Type": what == "302" or response.status_code >= 300 or bool(response.headers.get("Content-Type")),
        }
        wrong += [f"{what}: {name}" for name, is_right in told.items() if not is_right]
    assert wrong == []


def test_files_are_kept_and_never_shown_inside_a_page(rows):
    for what, answer in answers_of_every_kind():
        if what.startswith(("xlsx", "docx", "pdf")):
            assert answer.headers["Content-Disposition"].startswith("attachment; "), what


@pytest.mark.parametrize("role", ["coordinator", "office", "administrator"])
def test_no_browser_keeps_what_somebody_signed_in_saw_t24(rows, role):
    """Whatever the address answers, a refusal included."""
    client = client_of(role)
    told = {address: client.get(address).headers.get("Cache-Control", "") for address in examples().values()}
    assert [address for address, words in told.items() if "no-store" not in words] == []


def production(**more):
    """The environment of a server: nothing of this test run's own."""
    ours = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "SECRET_KEY": "ö4" + "kX9-vQ2_" * 8}
    return ours | {"ALLOWED_HOSTS": "etenee.example", "DATABASE_URL": os.environ.get("DATABASE_URL", "")} | more


def test_production_settings_pass_djangos_own_check_s01():
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    run = subprocess.run(command, cwd=HOME, env=production(), capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr


def test_a_server_without_a_secret_does_not_start():
    env = production()
    del env["SECRET_KEY"]
    command = [sys.executable, "-c", "import config.settings"]
    run = subprocess.run(command, cwd=HOME, env=env, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "SECRET_KEY" in run.stderr


@pytest.fixture
def as_in_production(settings):
    """The settings that a server's environment makes, in this process; static files stay as they lie."""
    names = ("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE", "X_FRAME", "ALLOWED_HOSTS", "DEBUG")
    tell = f"{{name: getattr(s, name) for name in dir(s) if name.startswith({names})}}"
    command = [sys.executable, "-c", f"import json, config.settings as s; print(json.dumps({tell}))"]
    run = subprocess.run(command, cwd=HOME, env=production(), capture_output=True, text=True, check=True)
    for name, value in json.loads(run.stdout).items():
        setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)


def test_a_server_speaks_tls_only(rows, as_in_production):
    plain = client_of("visitor").get("/fi/", headers={"host": "etenee.example"})
    assert (plain.status_code, plain["Location"]) == (301, "https://etenee.example/fi/")
    secure = client_of("visitor").get("/fi/accounts/login/", headers={"host": "etenee.example"}, secure=True)
    assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_another_host_name_is_not_answered(rows, as_in_production):
    assert client_of("visitor").get("/fi/", headers={"host": "evil.example"}, secure=True).status_code == 400


def test_cookies_stay_with_this_site_and_out_of_scripts_s03(rows, as_in_production):
    client = client_of("visitor")
    sent = {"login": PEOPLE["coordinator"], "password": PASSWORD}
    address = reverse("account_login")
    client.get(address, headers={"host": "etenee.example"}, secure=True)
    response = client.post(address, sent, headers={"host": "etenee.example"}, secure=True)
    assert response.status_code == 302
    cookies = client.cookies
    assert {"__Host-session", "__Host-csrf"} <= set(cookies)
    for cookie in cookies.values():
        told = (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"], cookie["path"], cookie["domain"])
        assert told == (True, True, "Lax", "/", ""), cookie


@pytest.mark.parametrize("query", FILTERS)
def test_a_bent_question_breaks_no_list_t59(rows, query):
    client = client_of("visitor")
    for name in ("actions:measure_list", "actions:measure_list_excel", "reports:progress_list"):
        assert client.get(f"{reverse(name, args=[PROGRAMME])}?{query}").status_code in {200, 302, 400, 404}
    assert client.get(f"{reverse('reports:body_list')}?{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_bent_days_and_pages_break_no_page_t59(rows, name, arguments):
    client, address = client_of("office"), reverse(name, args=arguments)
    statuses = {query: client.get(f"{address}?{query}").status_code for query in (*DAYS, *PAGE_NUMBERS)}
    assert {query: status for query, status in statuses.items() if status not in {200, 302, 400, 404}} == {}


def test_a_day_that_is_none_is_told_and_today_shown(rows):
    response = client_of("visitor").get(reverse("reports:programme_page", args=[PROGRAMME]), {"on": "31.2.2018"})
    assert response.context["shell"]["day_is_wrong"]
    assert response.context["shell"]["is_today"]


@pytest.mark.parametrize(
    "part", ["%00", "%ff", "%ed%a0%80", "..%2f..%2fetc", "a" * 3000, "%F0%9F%94%A5", "'%22%3E%3Cb%3E", "2.14%0d%0aX:1"]
)
def test_a_bent_address_is_not_found_t59(rows, part):
    found = {}
    for before, after in (("/", "/"), ("/fi/", "/"), (f"/fi/{PROGRAMME}/", "/"), *measure_addresses()):
        response = client_of("office").get(f"{before}{part}{after}")
        found[before, after] = response.status_code
    assert set(found.values()) <= {404, 400, 302}, found  # 302: to the same address in the reader's language


def measure_addresses():
    """What stands before and after a measure's code in the addresses that hold one."""
    for name, arguments in (
        ("reports:measure_page", [PROGRAMME, "CODE"]),
        ("reports:progress_measure", [PROGRAMME, "CODE"]),
        ("updates:update_form", [PROGRAMME, "CODE", "sm"]),
        ("updates:update_page", [PROGRAMME, "CODE", "sm", "kevat-2018"]),
        ("actions:schedule_reading", [PROGRAMME, "CODE", 1]),
    ):
        yield reverse(name, args=arguments).split("CODE")
