"""Every address as every role, on the demo: the status stands in every_page.csv, and no page asks for many rows.

A new address fails here until somebody has written down who may open it. The matrix follows actors/policy.py: pages
of one role are refused with 403, what is another body's does not exist (404), a visitor is asked to sign in (302).
"""

import csv
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.addresses import PEOPLE, client_of, examples, make_all

pytestmark = pytest.mark.django_db

MATRIX = Path(__file__).with_name("every_page.csv")
MOST_QUERIES = 10
#: Insiders read promises on the programme's page and answers to urgent questions on a measure's. An answer's form shows
#: last time's promises, partners' parts and the office's questions, a return all its answers, a unit's work its leads;
#: documents gather what a page links to, a preview reads a whole programme or a whole return; the back office is
#: Django's, and the page that asks for the password again is allauth's.
MORE_QUERIES = {
    "reports:programme_page": 11,
    "reports:measure_page": 11,
    "reports:progress_list": 14,
    "reports:progress_measure": 12,
    "actions:measure_list_excel": 12,
    "actions:programme_json": 14,
    "actions:import_preview": 30,
    "account_reauthenticate": 12,
    "updates:office": 11,
    "updates:my_work": 11,
    "updates:return_allow_marking": 12,
    "updates:update_form": 16,
    "updates:update_check": 16,
    "updates:update_page": 14,
    "updates:update_review": 14,
    "updates:return_page": 24,
    "updates:approval_page": 12,
    "updates:approval_message": 12,
    "updates:cockpit": 12,
    "updates:mail_preview": 12,
    "updates:workbook_upload": 14,
    "updates:workbook_preview": 40,
    "admin": 60,
}
HOUSEKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


@pytest.fixture
def rows(demo_rows, db, settings):
    settings.DEMO = True
    make_all()


def expected():
    """(method, name, example) → role → status, as checked in."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return {(row["method"], row["page"], row["example"]): {role: row[role] for role in PEOPLE} for row in lines}


def send(client, method, address):
    """The status that the address answers with; whatever the request changed is taken back."""
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address)
        transaction.set_rollback(True)
    return str(response.status_code)


def queries_of(client, address):
    """How many queries the page asks, with its status."""
    with CaptureQueriesContext(connection) as queries:
        status = str(client.get(address).status_code)
    return sum(not query["sql"].startswith(HOUSEKEEPING) for query in queries), status


def test_the_matrix_knows_every_address(rows):
    known = {(page, example) for method, page, example in expected() if method == "GET"}
    found = set(examples())
    assert found - known == set(), "write down in every_page.csv who may open these"
    assert known - found == set(), "every_page.csv has addresses that are gone"


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_answers_every_role_as_written_with_few_queries(rows, role):
    """Asked a second time where the first is too much: a process keeps some of what it has read."""
    addresses, client, wrong, many = examples(), client_of(role), [], {}
    for (method, *page), statuses in expected().items():
        if method == "GET":
            address, most = addresses[tuple(page)], most_queries(page[0])
            count, status = queries_of(client, address)
            if status != statuses[role]:
                wrong.append(f"{page}: {status}, not {statuses[role]}")
            if count > most and (again := queries_of(client, address)[0]) > most:
                many[address] = again
    assert (wrong, many) == ([], {})


def most_queries(name):
    """A page that asks before a deletion what hangs on the row may ask as many as there are kinds of rows."""
    if name.startswith("admin:") and name.endswith("_delete"):
        return 1000
    return MORE_QUERIES.get(name, MORE_QUERIES.get(name.split(":")[0], MOST_QUERIES))


@pytest.mark.parametrize("role", PEOPLE)
def test_every_deed_answers_every_role_as_written(rows, role):
    addresses, client, wrong = examples(), client_of(role), []
    for (method, *page), statuses in expected().items():
        if method == "POST" and (status := send(client, "POST", addresses[tuple(page)])) != statuses[role]:
            wrong.append(f"{page}: {status}, not {statuses[role]}")
    assert wrong == []


def test_the_back_office_has_no_way_in_of_its_own(rows):
    """A visitor gets the site's own sign-in; who may not come in is refused, not asked for another password."""
    index = reverse("admin:index")
    visitor = client_of("visitor").get(index, follow=True)
    assert visitor.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert client_of("coordinator").get(index, follow=True).status_code == 403
    assert client_of("office").get(f"{reverse('admin:login')}?next=https://example.com/")["Location"] == index


def test_what_only_shows_takes_no_post(rows):
    """Pages without a POST line in the matrix: 405, or the way to sign in."""
    written, client = {(page, example) for method, page, example in expected() if method == "POST"}, client_of("office")
    ours = ("about:", "actions:", "actors:", "reports:", "updates:", "front_door", "healthcheck", "interchange")
    shown = {key: address for key, address in examples().items() if key not in written and key[0].startswith(ours)}
    assert {key: send(client, "POST", address) for key, address in shown.items()} == dict.fromkeys(shown, "405")


def test_no_post_is_taken_without_its_token(rows):
    """T-13: every POST of the matrix, sent as by another site, is refused or changes nothing."""
    client, addresses = client_of("office", enforce_csrf_checks=True), examples()
    posts = [(page, example) for method, page, example in expected() if method == "POST"]
    taken = {key: send(client, "POST", addresses[key]) for key in posts}
    assert {key: status for key, status in taken.items() if status not in {"403", "404"}} == {}
