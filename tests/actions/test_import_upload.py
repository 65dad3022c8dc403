from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from actions.models import ProgrammeImport
from strategy.models import Programme
from tests.actions.importing.programmes import DAY, bring, document, measure, table
from tests.factories import at

ROWS = (("1.1", "Tehdään jotakin", "Aloitetaan", "SM", "vuonna 2018"),)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    with override("en"):
        return reverse("actions:import_upload")


def upload(client, url, content, name="t.csv", **typed):
    facts = {"slug": "ohjelma", "name_fi": "", "file": SimpleUploadedFile(name, content)}
    return client.post(url, facts | typed)


def errors(response, field="file"):
    return list(response.context["form"].errors.get(field, []))


def test_the_office_uploads(sign_in, cast, url):
    assert sign_in(cast.office).get(url).status_code == 200


@pytest.mark.parametrize("role", ["lead", "partner", "outsider", "approver", "steering", "administrator"])
def test_others_do_not(sign_in, cast, url, role):
    client = sign_in(getattr(cast, role))
    assert client.get(url).status_code == 403
    assert upload(client, url, table(*ROWS)).status_code == 403
    assert not ProgrammeImport.objects.exists()


def test_a_visitor_is_sent_to_sign_in(client, url):
    assert client.get(url).url.startswith("/en/accounts/login/")
    assert upload(client, url, table(*ROWS)).url.startswith("/en/accounts/login/")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(sign_in, cast, url, method):
    assert getattr(sign_in(cast.office), method)(url).status_code == 405


def test_a_file_is_kept_as_it_came_and_shown_and_changes_nothing(sign_in, cast, url):
    response = upload(sign_in(cast.office), url, table(*ROWS), name_fi="Ohjelma")
    kept = ProgrammeImport.objects.get()
    assert response.url == f"{url}{kept.pk}/"
    assert (kept.state, bytes(kept.content), kept.made_by) == ("previewed", table(*ROWS), cast.office)
    assert (kept.file_name, kept.slug, kept.name_fi) == ("t.csv", "ohjelma", "Ohjelma")
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "t.csv", "t.csv is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "kuva.xlsx", "kuva.xlsx is a picture (PNG), not a table"),
        (b"a;b\n1;2", "t.csv", "no header row names the columns"),
        (b'{"format": "etenee-programme/1"}', "a.json", "is missing: add it"),
        (table(("1/1", "a", "", "SM", "")), "t.csv", "t.csv, line 2: “1/1” has the wrong form"),
    ],
)
def test_a_bad_file_is_told_at_the_field_and_nothing_is_kept(sign_in, cast, url, content, name, words):
    response = upload(sign_in(cast.office), url, content, name)
    assert response.status_code == 400
    assert words in errors(response)[0]
    assert not ProgrammeImport.objects.exists()


def test_what_was_typed_beside_a_bad_file_stays(sign_in, cast, url):
    page = upload(sign_in(cast.office), url, b"", name_fi="Ohjelman nimi", slug="oma-ohjelma").content.decode()
    assert 'value="oma-ohjelma"' in page
    assert 'value="Ohjelman nimi"' in page


def test_no_file_and_no_address_are_asked_for(sign_in, cast, url):
    response = sign_in(cast.office).post(url, {})
    assert response.status_code == 400
    assert errors(response, "file")
    assert errors(response, "slug")


@pytest.mark.parametrize("slug", ["Ä b", "admin", "office", "toimijat", "a" * 61, "a/b"])
def test_an_address_that_no_programme_can_have_is_told_at_the_field(sign_in, cast, url, slug):
    assert errors(upload(sign_in(cast.office), url, table(*ROWS), slug=slug), "slug")


def test_capitals_in_the_address_are_taken_for_small_letters(sign_in, cast, url):
    upload(sign_in(cast.office), url, table(*ROWS), slug="STS-2018")
    assert ProgrammeImport.objects.get().slug == "sts-2018"


def test_the_address_of_a_programme_that_has_capitals_is_its_own(sign_in, cast, url):
    bring(document(measure()), slug="STS")
    upload(sign_in(cast.office), url, table(*ROWS), slug="STS")
    assert ProgrammeImport.objects.previewed().get().slug == "STS"


def test_more_than_five_megabytes_are_refused_before_they_are_read(sign_in, cast, url):
    response = upload(sign_in(cast.office), url, b"{" + b"x" * 5_000_000, "a.json")
    assert errors(response) == ["a.json has 5,0 MB, and at most 5 MB can be read: save the table alone in a file."]


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", '<b onload="x">.csv', "a\u202egpj.csv", "a;b'.csv"])
def test_a_hostile_name_is_only_a_name(sign_in, cast, url, name):
    client = sign_in(cast.office)
    response = upload(client, url, table(*ROWS), name)
    kept = ProgrammeImport.objects.get()
    assert "/" not in kept.file_name
    assert "\u202e" not in kept.file_name
    assert "<b onload" not in client.get(response.url).content.decode()
    assert "<b onload" not in client.get(url).content.decode()


def test_a_name_that_is_too_long_is_told(sign_in, cast, url):
    response = upload(sign_in(cast.office), url, table(*ROWS), "a" * 249 + ".csv")
    assert errors(response)


def test_errors_are_in_the_readers_language(sign_in, cast):
    with override("sv"):
        address = reverse("actions:import_upload")
    told = errors(upload(sign_in(cast.office), address, b""))
    with override("en"):
        assert told != ["t.csv is empty: choose the file that holds the programme."]


def test_the_page_lists_what_waits_and_what_was_brought_in(sign_in, cast, url):
    client = sign_in(cast.office)
    bring(document(measure()), by=cast.office)
    upload(client, url, table(*ROWS), "odottava.csv")
    page = client.get(url).content.decode()
    assert page.index("odottava.csv") < page.index("ohjelma.json")
    assert ProgrammeImport.objects.applied().get().sha256 in page


def test_a_preview_that_nobody_confirmed_is_dropped_after_a_month(sign_in, cast, url):
    client = sign_in(cast.office)
    upload(client, url, table(*ROWS))
    old = ProgrammeImport.objects.get()
    old.made_at = at(date(2018, 5, 1))
    old.save()
    upload(client, url, table(*ROWS))
    old.refresh_from_db()
    assert (old.state, bytes(old.content)) == ("discarded", b"")


def test_the_page_costs_the_same_for_many_imports_as_for_few(sign_in, cast, url, django_assert_max_num_queries):
    client = sign_in(cast.office)
    for number in range(12):
        ProgrammeImport.objects.create(
            slug="a", file_name=f"{number}.csv", sha256="0", content=b"x", made_at=at(DAY), made_by=cast.office
        )
    with django_assert_max_num_queries(9):
        client.get(url)
