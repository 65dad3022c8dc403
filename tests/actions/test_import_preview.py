import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override

from actions.importing.preparing import prepare
from actions.models import Measure, ProgrammeImport
from strategy.models import Programme
from tests.actions.importing.programmes import DAY, bring, document, leans_on, measure, role, table
from tests.factories import at

ROWS = (
    ("1.1", "Tehdään jotakin", "Aloitetaan", "SM", "joskus"),
    ("1.2", "Jatketaan", "Yksi", "Outo toimisto", "vuonna 2018"),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(cast):
    """Keeps a file as an upload does; gives its preview's address in English."""

    def keep(content, name="t.csv", slug="ohjelma"):
        kept = ProgrammeImport.objects.create(
            slug=slug,
            name_fi="Ohjelma",
            file_name=name,
            sha256="0" * 64,
            content=content,
            made_at=at(DAY),
            made_by=cast.office,
        )
        with override("en"):
            return reverse("actions:import_preview", args=[kept.pk])

    return keep


@pytest.fixture
def url(keep):
    return keep(table(*ROWS))


def token(content=None, name="t.csv", slug="ohjelma"):
    from datetime import date

    return prepare(name, content or table(*ROWS), slug, {"fi": "Ohjelma"}, date(2018, 6, 30)).token


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_office_looks_and_nothing_is_changed(sign_in, cast, url):
    assert sign_in(cast.office).get(url).status_code == 200
    assert not Programme.objects.exists()


@pytest.mark.parametrize("role", ["lead", "partner", "outsider", "approver", "steering", "administrator"])
def test_others_do_not(sign_in, cast, url, role):
    client = sign_in(getattr(cast, role))
    assert client.get(url).status_code == 403
    assert client.post(url, {"token": token()}).status_code == 403
    assert not Programme.objects.exists()


def test_a_visitor_is_sent_to_sign_in(client, url):
    assert client.get(url).url.startswith("/en/accounts/login/")
    assert client.post(url, {"token": token()}).url.startswith("/en/accounts/login/")


def test_an_import_that_is_not_there_is_not_found(sign_in, cast, url):
    assert sign_in(cast.office).get(f"{url.rpartition('/office')[0]}/office/import/999999/").status_code == 404


def test_it_says_what_is_doubtful_first_then_counts_then_each_measure(sign_in, cast, keep):
    url = keep(table(("1.1", "Tehdään", "Aloitetaan", "Kuntaliitto ja uusi yhdistys", "joskus")))
    page = sign_in(cast.office).get(url).content.decode()
    order = ["Check these", "In numbers", "Changes, measure by measure", "Schedule item 1"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_each_fact_stands_with_its_lines_in_words(sign_in, cast, url):
    preview = sign_in(cast.office).get(url).context["preview"]
    assert [group.code for group in preview.groups] == ["", "1.1", "1.2"]
    rows = {row.name: row for row in preview.groups[2].rows}
    assert list(rows) == ["Measure", "Step 1", "Schedule item 1", "Lead Outo toimisto"]
    assert {row.lines for row in rows.values()} == {"3"}
    told = {field.label: field.after for field in rows["Schedule item 1"].fields}
    assert told["text"] == "vuonna 2018"
    assert told["read as"] == "1 January – 31 December 2018 (year)"
    assert preview.groups[2].told == "4 new"


def test_what_changes_is_shown_before_and_after(sign_in, cast, keep):
    first = measure("1.1", steps=["a"], roles=[])
    first["responsibilities"] = [role("lead", "SM", qualifier="hanke")]
    bring(document(first))
    second = measure("1.1", steps=["b"], links=[leans_on(area="1")], title={"sv": "Namn"})
    page = sign_in(cast.office).get(keep(json.dumps(document(second)).encode(), "a.json")).content.decode()
    for words in (
        "<del>a</del>",
        "<ins>b</ins>",
        "<del>hanke</del>",
        "Leans on area 1",
        "<ins>Namn</ins>",
        'lang="sv"',
    ):
        assert words in page


def test_what_is_removed_is_shown(sign_in, cast, keep):
    bring(document(measure("1.1", title={"fi": "Poistuva nimi"}), measure("1.2")))
    url = keep(json.dumps(document(measure("1.2"))).encode(), "a.json")
    preview = sign_in(cast.office).get(url).context["preview"]
    assert [(group.code, group.title, group.told) for group in preview.groups] == [
        ("1.1", "Poistuva nimi", "2 removed")
    ]


def test_what_was_shown_is_brought_in(sign_in, cast, url):
    response = sign_in(cast.office).post(url, {"token": token(), "confirm": ""})
    assert response.url == "/en/ohjelma/"
    assert said(response) == ["11 facts were brought in."]
    kept = ProgrammeImport.objects.get()
    assert (kept.state, kept.made_by, kept.programme.slug) == ("applied", cast.office, "ohjelma")
    assert Measure.objects.count() == 2
    assert Measure.history.first().history_user == cast.office


def test_a_stale_token_shows_the_preview_again_and_changes_nothing(sign_in, cast, url):
    before = token()
    bring(document(measure("1.1")))
    response = sign_in(cast.office).post(url, {"token": before, "confirm": ""}, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "The programme was changed after this preview" in response.content.decode()
    assert Measure.objects.count() == 1


@pytest.mark.parametrize("typed", [{}, {"token": ""}, {"token": "0" * 64}])
def test_without_the_token_nothing_is_brought_in(sign_in, cast, url, typed):
    assert sign_in(cast.office).post(url, typed).url == url
    assert not Programme.objects.exists()


def test_a_preview_is_dropped_with_its_file(sign_in, cast, url):
    response = sign_in(cast.office).post(url, {"token": token(), "discard": ""})
    assert response.url == "/en/office/import/"
    kept = ProgrammeImport.objects.get()
    assert (kept.state, bytes(kept.content)) == ("discarded", b"")
    assert not Programme.objects.exists()


def test_confirming_twice_is_told_and_brings_it_in_once(sign_in, cast, url):
    client, first = sign_in(cast.office), token()
    client.post(url, {"token": first})
    response = client.post(url, {"token": first})
    assert response.url == "/en/ohjelma/"
    assert said(response)[-1] == "This file waits no more: it was brought in or dropped already."
    assert ProgrammeImport.objects.count() == 1


def test_a_dropped_preview_leads_back_to_the_upload(sign_in, cast, url):
    ProgrammeImport.objects.get().discard()
    assert sign_in(cast.office).get(url).url == "/en/office/import/"


def test_a_file_that_says_nothing_new_can_only_be_dropped(sign_in, cast, keep):
    bring(document(measure("1.1")))
    url = keep(json.dumps(document(measure("1.1"))).encode(), "a.json")
    page = sign_in(cast.office).get(url).content.decode()
    assert "There is nothing to bring in." in page
    assert 'name="confirm"' not in page
    assert (
        sign_in(cast.office)
        .post(url, {"token": token(bytes(ProgrammeImport.objects.previewed().get().content), "a.json")})
        .url
        == url
    )


def test_a_file_that_has_gone_wrong_since_can_not_be_brought_in(sign_in, cast, keep):
    url = keep(b"\x89PNG", "a.xlsx")
    response = sign_in(cast.office).get(url)
    assert "a.xlsx is a picture" in response.content.decode()
    assert "<button" in response.content.decode()
    assert 'name="confirm"' not in response.content.decode()


def test_hostile_texts_are_only_texts(sign_in, cast, keep):
    hostile = "<script>alert(1)</script>"
    url = keep(table(("1.1", hostile, hostile, hostile, hostile)), f"{hostile}.csv")
    page = sign_in(cast.office).get(url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_many_measures_are_cut_and_counted(sign_in, cast, keep):
    rows = [(f"1.{n}", "Teksti", "", "SM", "") for n in range(1, 171)]
    response = sign_in(cast.office).get(keep(table(*rows)))
    assert len(response.context["preview"].groups) == 150
    assert "The changes of 21 more measures are not shown here" in response.content.decode()


def test_the_page_costs_the_same_for_many_measures_as_for_few(sign_in, cast, keep, django_assert_max_num_queries):
    client = sign_in(cast.office)
    url = keep(table(*[(f"1.{n}", "Teksti", "Toimi", "SM", "2018") for n in range(1, 60)]))
    with django_assert_max_num_queries(12):
        client.get(url)
