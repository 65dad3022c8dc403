from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import at, make_measure, make_programme, make_user
from tests.updates.inquiries import address, give, make_inquiry, of, sent, typed, write
from updates.models import InquiryAnswer, Mail

LARGE = 5 * 1024 * 1024


@pytest.fixture
def programme(db):
    return make_programme("ohjelma")


@pytest.fixture
def asks(cast, programme):
    """`asks("number")`: a question of the kind to LEAD and PART."""
    return lambda kind="text", measures=(), **facts: make_inquiry(
        programme, [cast.leading, cast.partnering], measures, kind=kind, **facts
    )


def fill_in(client, url, button="save", **changes):
    """Opens the form, types, presses a button."""
    files = {name: value for name, value in changes.items() if isinstance(value, SimpleUploadedFile)}
    form = client.get(url).context["form"]
    values = sent(form, **{name: value for name, value in changes.items() if name not in files})
    for name, file in files.items():
        values |= {key: file for key in form.fields if key.rpartition("_")[0] == name}
    return client.post(url, values | {button: "1"})


def open_as(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_coordinator_writes_a_draft_and_gives_it(cast, sign_in, asks):
    inquiry, client = asks(), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    assert fill_in(client, url, words="Koulutimme 12.", language="fi").url == url
    assert of(inquiry, cast.leading)[0].stage == "draft"
    assert fill_in(client, url, "give").url == inquiry.get_absolute_url()
    (row,) = of(inquiry, cast.leading)
    assert (row.stage, row.words, row.given_by, row.language) == ("given", "Koulutimme 12.", cast.lead, "fi")
    assert client.get(url).url == inquiry.get_absolute_url()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("number", ["1 234,5", "1\u00a0234,5", "1234.5"])
def test_numbers_are_taken_on_pages_of_every_language(cast, sign_in, asks, language, number):
    inquiry, client = asks("number"), sign_in(cast.lead)
    with translation.override(language):
        url = address("inquiry_answer", inquiry, cast.leading)
    assert fill_in(client, url, "give", number=number).status_code == 302
    assert str(of(inquiry, cast.leading)[0].number) == "1234.500"


def test_a_saved_number_is_shown_as_it_can_be_sent_again(cast, sign_in, asks):
    inquiry, client = asks("number"), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    fill_in(client, url, number="−1 234 567,89")
    form = client.get(url).context["form"]
    (row,) = of(inquiry, cast.leading)
    assert form[f"number_{row.pk}"].value() == "−1\u00a0234\u00a0567.89"
    fill_in(client, url)
    assert of(inquiry, cast.leading)[0].version == 1


@pytest.mark.parametrize("number", ["kymmenen", "1.234,5", "1,234", "5 kpl", "1" * 61])
def test_what_is_no_number_is_said_and_the_rest_is_saved(cast, sign_in, asks, number):
    inquiry, client = asks("number"), sign_in(cast.lead)
    response = fill_in(client, address("inquiry_answer", inquiry, cast.leading), "give", number=number, words="arvio")
    (row,) = of(inquiry, cast.leading)
    assert list(response.context["form"].errors) == [f"number_{row.pk}"]
    assert response.context["form"][f"number_{row.pk}"].value() == number
    assert (response.context["notice"], row.words, row.number, row.is_given) == ("partly", "arvio", None, False)


@pytest.mark.parametrize(("choice", "kept"), [("yes", True), ("no", False)])
def test_yes_and_no(cast, sign_in, asks, choice, kept):
    inquiry = asks("yes_no")
    fill_in(sign_in(cast.lead), address("inquiry_answer", inquiry, cast.leading), "give", yes_no=choice)
    assert of(inquiry, cast.leading)[0].yes_no is kept


def test_an_invented_choice_is_refused(cast, sign_in, asks):
    inquiry = asks("yes_no")
    response = fill_in(sign_in(cast.lead), address("inquiry_answer", inquiry, cast.leading), yes_no="maybe")
    assert response.status_code == 200
    assert of(inquiry, cast.leading)[0].yes_no is None


def test_a_file_is_brought_changed_and_removed(cast, sign_in, asks):
    inquiry, client = asks("file"), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    fill_in(client, url, file=SimpleUploadedFile("../taulukko.xlsx", b"PK\x03\x04 not really"))
    (row,) = of(inquiry, cast.leading)
    assert (row.file.name, row.file.size, row.file.by) == ("taulukko.xlsx", 15, cast.lead)
    fill_in(client, url, words="uusi selite")
    assert of(inquiry, cast.leading)[0].file == row.file
    fill_in(client, url, drop="on")
    assert of(inquiry, cast.leading)[0].file is None


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("a.txt", b"", "empty"), ("a.bin", b"x" * (LARGE + 1), "larger"), ("a.bin", b"x" * LARGE, "")],
)
def test_a_file_of_five_megabytes_is_taken_and_no_larger_one(cast, sign_in, asks, name, content, status):
    inquiry = asks("file")
    url = address("inquiry_answer", inquiry, cast.leading)
    response = fill_in(sign_in(cast.lead), url, file=SimpleUploadedFile(name, content), words="selite")
    (row,) = of(inquiry, cast.leading)
    if status:
        assert status in response.context["form"].errors[f"file_{row.pk}"][0]
    assert (row.file is None, row.words) == (bool(status), "selite")


def test_what_is_missing_is_said_beside_its_field(cast, sign_in, asks):
    inquiry = asks("number")
    response = fill_in(sign_in(cast.lead), address("inquiry_answer", inquiry, cast.leading), "give")
    (row,) = of(inquiry, cast.leading)
    assert "why there is none" in response.context["form"].errors[f"number_{row.pk}"][0]
    assert not row.is_given


def test_a_secrecy_marking_stops_giving_and_loses_no_word(cast, sign_in, asks):
    inquiry = asks()
    url = address("inquiry_answer", inquiry, cast.leading)
    response = fill_in(sign_in(cast.lead), url, "give", words="KÄYTTÖ RAJOITETTU asia")
    assert "KÄYTTÖ RAJOITETTU" in response.context["form"].errors[f"words_{of(inquiry, cast.leading)[0].pk}"][0]
    (row,) = of(inquiry, cast.leading)
    assert (row.words, row.stage) == ("KÄYTTÖ RAJOITETTU asia", "draft")


def test_words_that_are_too_long_are_said(cast, sign_in, asks):
    inquiry = asks()
    url = address("inquiry_answer", inquiry, cast.leading)
    response = fill_in(sign_in(cast.lead), url, words="x" * 5001)
    assert list(response.context["form"].errors) == [f"words_{of(inquiry, cast.leading)[0].pk}"]


def test_with_sign_off_the_answer_goes_to_the_approver(cast, sign_in, asks):
    inquiry, client = asks(needs_approval=True), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    assert fill_in(client, url, "give", words="luonnos").url == inquiry.get_absolute_url()
    (row,) = of(inquiry, cast.leading)
    assert (row.stage, row.ready_by, row.is_given) == ("ready", cast.lead, False)
    assert client.get(url).context["notice"] == "ready"
    fill_in(client, url, words="muutettu")
    assert of(inquiry, cast.leading)[0].stage == "draft"


def test_one_form_has_every_measure_that_the_body_answers_for(cast, sign_in, programme, asks):
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("2.9", "2.10")]
    inquiry = asks("number", measures)
    client, url = sign_in(cast.lead), address("inquiry_answer", inquiry, cast.leading)
    one, two = of(inquiry, cast.leading)
    fill_in(client, url, "give", **{f"number_{one.pk}": "1", f"number_{two.pk}": "2"})
    assert [(row.measure.code, row.number, row.is_given) for row in of(inquiry, cast.leading)] == [
        ("2.9", 1, True),
        ("2.10", 2, True),
    ]


def test_one_answer_missing_gives_none(cast, sign_in, programme, asks):
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("2.9", "2.10")]
    inquiry = asks("number", measures)
    one, two = of(inquiry, cast.leading)
    url = address("inquiry_answer", inquiry, cast.leading)
    response = fill_in(sign_in(cast.lead), url, "give", **{f"number_{one.pk}": "1"})
    assert list(response.context["form"].errors) == [f"number_{two.pk}"]
    assert [row.is_given for row in of(inquiry, cast.leading)] == [False, False]


def test_what_was_answered_about_the_measure_before_comes_first(cast, sign_in, programme, asks):
    measure = make_measure(programme, "2.9", lead=cast.leading)
    for day, words in ((1, "kaukainen vastaus"), (10, "edellinen vastaus")):
        give(asks(measures=[measure], on=date(2018, 6, day)), cast.leading, on=date(2018, 6, day), words=words)
    write(asks(measures=[measure], on=date(2018, 6, 15)), cast.leading, words="antamaton luonnos")
    inquiry = asks("number", [measure])
    response = sign_in(cast.lead).get(address("inquiry_answer", inquiry, cast.leading))
    (section,) = response.context["sections"]
    assert section["earlier"].words == "edellinen vastaus"
    assert response.text.index("edellinen vastaus") < response.text.index('name="number_')
    assert "antamaton luonnos" not in response.text


def test_the_second_writer_is_shown_both_texts(cast, asks):
    inquiry = asks()
    url, other = address("inquiry_answer", inquiry, cast.leading), make_user(seats=[("coordinator", cast.leading)])
    one, two = open_as(cast.lead), open_as(other)
    form, second = one.get(url).context["form"], two.get(url).context["form"]
    one.post(url, sent(form, words="ensimmäisen sanat"))
    response = two.post(url, sent(second, words="toisen sanat") | {"give": "1"})
    assert response.status_code == 409
    (clash,) = response.context["clashes"]
    assert (clash.theirs, clash.mine, clash.is_theirs) == ("ensimmäisen sanat", "toisen sanat", False)
    (row,) = of(inquiry, cast.leading)
    assert (row.words, row.is_given) == ("ensimmäisen sanat", False)
    merged = response.context["form"]
    assert merged[f"words_{row.pk}"].value() == "toisen sanat"
    assert two.post(url, sent(merged, words="molempien sanat")).status_code == 302
    assert of(inquiry, cast.leading)[0].words == "molempien sanat"


def test_what_only_the_other_changed_is_taken_from_them(cast, programme, asks):
    measures = [make_measure(programme, number, lead=cast.leading) for number in ("2.9", "2.10")]
    inquiry = asks("number", measures)
    url, other = address("inquiry_answer", inquiry, cast.leading), make_user(seats=[("coordinator", cast.leading)])
    first, second = of(inquiry, cast.leading)
    inquiry.write(cast.leading, {first.pk: typed(first, number="5", words="pohja")}, other, at(date(2018, 6, 29)))
    one, two = open_as(cast.lead), open_as(other)
    form, second_form = one.get(url).context["form"], two.get(url).context["form"]
    one.post(url, sent(form, **{f"number_{first.pk}": "6"}))
    response = two.post(url, sent(second_form, **{f"words_{first.pk}": "minun", f"number_{second.pk}": "7"}))
    (clash,) = response.context["clashes"]
    assert (clash.theirs, clash.mine, clash.is_theirs) == ("6", "5", True)
    assert two.post(url, sent(response.context["form"])).status_code == 302
    assert [(row.number, row.words) for row in of(inquiry, cast.leading)] == [(6, "minun"), (7, "")]


@pytest.mark.parametrize("deed", ["give", "close"])
def test_what_is_sent_too_late_comes_back_on_the_form(cast, sign_in, asks, deed):
    inquiry, client = asks(), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    form = client.get(url).context["form"]
    if deed == "give":
        give(inquiry, cast.leading, words="annettu")
    else:
        inquiry.close(cast.office, at(date(2018, 6, 30)))
    (row,) = of(inquiry, cast.leading)
    response = client.post(url, sent(form, words="myöhästynyt teksti") | {f"version_{row.pk}": row.version})
    assert response.status_code == 409
    assert "myöhästynyt teksti" in response.text
    assert of(inquiry, cast.leading)[0].words == row.words


def test_a_visitor_signs_in_and_finds_the_text_again(cast, sign_in, asks):
    inquiry, client = asks("number"), sign_in(cast.lead)
    url = address("inquiry_answer", inquiry, cast.leading)
    form = client.get(url).context["form"]
    client.logout()
    assert client.post(url, sent(form, number="12,5", words="kesken jäi")).url.endswith(f"?next={url}")
    response = sign_in(cast.lead).get(url)
    assert response.context["notice"] == "kept"
    assert "kesken jäi" in response.text
    assert "12,5" in response.text


def test_an_old_token_gives_the_text_back_and_saves_nothing(cast, asks):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    inquiry = asks()
    url = address("inquiry_answer", inquiry, cast.leading)
    response = client.post(url, sent(client.get(url).context["form"], words="tallella"))
    assert response.status_code == 403
    assert "tallella" in response.text
    assert of(inquiry, cast.leading)[0].is_empty


def test_fields_of_another_body_are_not_written(cast, sign_in, asks):
    inquiry = asks()
    (other,) = of(inquiry, cast.partnering)
    url = address("inquiry_answer", inquiry, cast.leading)
    sign_in(cast.lead).post(url, {f"words_{other.pk}": "väärä", f"version_{other.pk}": "0", "language": "fi"})
    assert not InquiryAnswer.objects.exclude(version=0).exists()


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30])
def test_a_version_that_is_none_overwrites_nothing(cast, sign_in, asks, version):
    inquiry = asks()
    write(inquiry, cast.leading, words="tallessa")
    (row,) = of(inquiry, cast.leading)
    url = address("inquiry_answer", inquiry, cast.leading)
    values = {f"words_{row.pk}": "uusi", f"version_{row.pk}": version, "language": "fi"}
    assert sign_in(cast.lead).post(url, values).status_code == 409
    assert of(inquiry, cast.leading)[0].words == "tallessa"


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("partner", 404), ("outsider", 404), ("approver", 404), ("office", 404), ("steering", 404),
     ("administrator", 404)],
)  # fmt: skip
def test_others_write_nothing(cast, sign_in, asks, role, status):
    inquiry, client = asks(), sign_in(cast.everyone()[role])
    url = address("inquiry_answer", inquiry, cast.leading)
    (row,) = of(inquiry, cast.leading)
    assert client.get(url).status_code == status
    assert client.post(url, {f"words_{row.pk}": "x", "language": "fi", "give": "1"}).status_code == status
    assert of(inquiry, cast.leading)[0].is_empty


def test_a_body_that_was_not_asked_has_no_form(cast, sign_in, asks):
    inquiry = asks()
    url = reverse("updates:inquiry_answer", args=[inquiry.programme.slug, inquiry.n, cast.outside.slug])
    assert sign_in(cast.outsider).get(url).status_code == 404


def test_no_other_method(cast, sign_in, asks):
    assert sign_in(cast.lead).put(address("inquiry_answer", asks(), cast.leading)).status_code == 405


def test_queries_do_not_grow(cast, sign_in, programme, django_assert_num_queries):
    client = sign_in(cast.lead)
    for size in (1, 8):
        measures = [make_measure(programme, lead=cast.leading) for _ in range(size)]
        give(make_inquiry(programme, [cast.leading], measures), cast.leading, words="ennen")
        inquiry = make_inquiry(programme, [cast.leading], measures, on=date(2018, 6, 21))
        with django_assert_num_queries(7):
            client.get(address("inquiry_answer", inquiry, cast.leading))
    assert not Mail.objects.exists()
