"""T-41: whatever people write stays text: markup, scripts and template language are inert on every page, in messages
that flash by, and in the data for programs."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from actions.models import Measure, ProgrammeImport
from actors.models import Alias, Body, User
from strategy.models import Phenomenon, Programme
from tests.addresses import PEOPLE, PROGRAMME, client_of, examples, make_all
from updates.models import Round, Update

pytestmark = pytest.mark.django_db

SHORT = "\"'><b onclick=bad()>"
LONG = SHORT + "<img src=x onerror=bad()></title></textarea><script>bad()</script>{{ 7|bad }}{% bad %}${7*7}"
LINK = "javascript:bad()"
TEXTS = ("reason", "done", "next", "obstacles", "decision_needed", "public_fi", "public_sv", "public_en")


class Harm(HTMLParser):
    """What a browser would run: scripts with words of ours, attributes that listen, links that run."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inside = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        for name, value in attributes:
            runs = name in {"href", "src", "action"} and (value or "").startswith(("javascript:", "x"))
            if name.startswith("on") or runs:
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "script" and "bad()" in data:
            self.found.append(data)


@pytest.fixture
def hostile(demo_rows, db, settings):
    """Hostile words in every text of the rows that pages show."""
    settings.DEMO = True
    make_all()
    spoil(ProgrammeImport.objects.all(), "file_name")
    spoil(Programme.objects.all(), *in_languages("name"), *in_languages("summary"))
    spoil(Programme.objects.all(), *in_languages("measure_word"), word=SHORT)
    spoil(Round.objects.all(), *in_languages("name"))
    spoil(Phenomenon.objects.all(), *in_languages("name"), word=SHORT)
    spoil(Body.objects.filter(key__in=("OM", "SM", "STM", "THL")), *in_languages("name"))
    spoil(Body.objects.filter(key__in=("OM", "SM")), "abbreviation", word=SHORT)
    spoil(User.objects.all(), "name", "title")
    Alias.objects.create(body=Body.objects.get(key="OM"), name=LONG)
    for measure in Measure.objects.filter(code__in=("2.9", "2.14", "3.1", "3.3", "5.1", "6.4", "8.2")):
        spoil([measure.area], *in_languages("name"))
        spoil([measure], *in_languages("title"), *in_languages("text"), "source_name")
        spoil(measure.steps.all(), *in_languages("text"))
        spoil(measure.schedule.all(), *in_languages("text"))
        spoil(measure.responsibilities.all(), "qualifier", word=SHORT)
    spoil(Update.objects.filter(round__slug="kevat-2018"), *TEXTS)


def in_languages(stem):
    return [f"{stem}_{language}" for language in ("fi", "sv", "en")]


def spoil(rows, *fields, word=LONG):
    for row in rows:
        for field in fields:
            setattr(row, field, word)
        row.save()


@pytest.mark.parametrize("role", ["visitor", "coordinator", "office", "administrator"])
def test_words_that_look_like_markup_stay_words_on_every_page(hostile, role):
    client, harm, shown = client_of(role), {}, 0
    for address in examples().values():
        response = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            shown += "bad()" in response.text
            if found := Harm(response.text).found:
                harm[address] = found
    assert harm == {}
    assert shown >= 20, "the words are hardly shown: the test looks at nothing"


def test_harm_is_found_where_it_is():
    assert Harm("<p onclick=bad()>").found
    assert Harm("<script>bad()</script>").found
    assert Harm(f'<a href="{LINK}">').found
    assert Harm(LONG).found
    assert not Harm("<p title='&quot;onclick=bad()'>bad()</p>").found


def test_messages_that_flash_by_bring_no_markup(hostile):
    client, person = client_of("administrator"), User.objects.get(email=PEOPLE["coordinator"])
    sent = {
        "person-email": person.email,
        "person-name": LONG,
        "person-title": LONG,
        "person-language": "fi",
        "person-is_active": "1",
    }
    saved = client.post(reverse("actors:person_edit", args=[person.pk]), sent, follow=True)
    ended = client.post(reverse("actors:seat_end", args=[person.seats.first().pk]), {"until": "30.6.2018"}, follow=True)
    for page in (saved, ended):
        assert "bad()" in str([str(message) for message in page.context["messages"]])
        assert not Harm(page.text).found


def test_data_for_programs_is_never_taken_for_a_page(hostile):
    response = client_of("visitor").get(reverse("actions:programme_json", args=[PROGRAMME]))
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.json()["programme"]["name"]["fi"] == LONG
