from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_body, make_measure, make_programme
from updates.models import Inquiry, Mail

TYPED = {"title_fi": "Koulutetut 2017", "text_fi": "Montako koulutitte?", "kind": "number", "due": "5.7.2018"}


@pytest.fixture
def programme(cast):
    programme = make_programme("ohjelma")
    make_measure(programme, "1.1", lead=cast.leading, partners=[cast.partnering])
    make_measure(programme, "1.2", lead=cast.partnering)
    return programme


def address(programme):
    return reverse("updates:inquiry_new", args=[programme.slug])


def send(client, programme, button, **changes):
    return client.post(address(programme), TYPED | {button: "1"} | changes)


def bodies_of(inquiry):
    return sorted(set(inquiry.answers.values_list("body__key", flat=True)))


def test_the_office_looks_the_question_over_and_asks(cast, sign_in, programme):
    client = sign_in(cast.office)
    assert client.get(address(programme)).status_code == 200
    checked = send(client, programme, "check", bodies=[cast.outside.pk, cast.leading.pk], title_sv="Utbildade")
    assert checked.status_code == 200
    assert not Inquiry.objects.exists()
    carried = {name: value for name, value in checked.context["hidden"] if name != "bodies"}
    bodies = [value for name, value in checked.context["hidden"] if name == "bodies"]
    asked = client.post(address(programme), carried | {"bodies": bodies, "ask": "1"})
    inquiry = Inquiry.objects.get()
    assert asked.url == inquiry.get_absolute_url()
    assert (inquiry.n, inquiry.kind, inquiry.due, inquiry.asked_by) == (1, "number", date(2018, 7, 5), cast.office)
    assert (inquiry.title_sv, bodies_of(inquiry)) == ("Utbildade", ["LEAD", "OUT"])


def test_pressing_twice_asks_once(cast, sign_in, programme):
    client = sign_in(cast.office)
    token = client.get(address(programme)).context["form"]["made_from"].value()
    first, second = (send(client, programme, "ask", bodies=[cast.outside.pk], made_from=token) for _ in range(2))
    assert first.url == second.url
    assert (Inquiry.objects.count(), Mail.objects.count()) == (1, 1)


def test_after_back_the_same_form_asks_nobody_else(cast, sign_in, programme):
    client = sign_in(cast.office)
    token = client.get(address(programme)).context["form"]["made_from"].value()
    first = send(client, programme, "ask", bodies=[cast.outside.pk], made_from=token)
    client.get(first.url)
    again = send(client, programme, "ask", bodies=[cast.leading.pk], made_from=token, title_fi="Toinen")
    page = client.get(again.url).text
    assert (again.url, bodies_of(Inquiry.objects.get())) == (first.url, ["OUT"])
    assert [mail.to for mail in Mail.objects.all()] == [cast.outsider.email]
    assert "The form was sent already" in page
    assert "The question is asked" not in page


@pytest.mark.parametrize(
    ("groups", "bodies"),
    [(["leads"], ["LEAD", "PART"]), (["partners"], []), (["leads", "partners"], ["LEAD", "PART"])],
)
def test_whole_groups_are_asked(cast, sign_in, programme, groups, bodies):
    send(sign_in(cast.office), programme, "ask", groups=groups, bodies=[cast.outside.pk])
    assert bodies_of(Inquiry.objects.get()) == sorted([*bodies, "OUT"])


def test_with_measures_the_groups_mean_their_own_bodies(cast, sign_in, programme):
    one = programme.measures.get(number="1.1")
    send(sign_in(cast.office), programme, "ask", groups=["leads", "partners"], measures=[one.pk])
    inquiry = Inquiry.objects.get()
    assert list(inquiry.answers.values_list("body__key", "measure__number")) == [("LEAD", "1.1"), ("PART", "1.1")]
    assert list(inquiry.measures.all()) == [one]


def test_bodies_are_found_by_name_and_those_chosen_stay(cast, sign_in, programme):
    make_body("POHA", name_fi="Poliisihallitus")
    client = sign_in(cast.office)
    response = send(client, programme, "find", q="poliisi", bodies=[cast.outside.pk], title_fi="")
    shown = {body.key: is_chosen for group in response.context["groups"] for body, is_chosen in group.bodies}
    assert shown == {"POHA": False, "OUT": True}
    assert not response.context["form"].errors
    assert "Montako koulutitte?" in response.text


def test_from_the_check_one_goes_back_to_what_was_typed(cast, sign_in, programme):
    response = send(sign_in(cast.office), programme, "back", bodies=[cast.outside.pk], groups=["leads"])
    assert "Montako koulutitte?" in response.text
    (leads, _partners, others) = response.context["groups"]
    assert leads.is_chosen
    assert (cast.outside, True) in others.bodies
    assert not Inquiry.objects.exists()


def test_the_check_names_bodies_where_nobody_would_get_it(cast, sign_in, programme):
    nobody = make_body("TYHJÄ")
    response = send(sign_in(cast.office), programme, "check", bodies=[nobody.pk, cast.leading.pk], needs_approval="on")
    assert response.context["without_writer"] == [nobody]
    assert response.context["without_approver"] == [nobody]
    assert response.context["people"] == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title_fi", ""),
        ("title_fi", "x" * 151),
        ("text_fi", " "),
        ("text_sv", "x" * 5001),
        ("kind", ""),
        ("kind", "poem"),
        ("due", ""),
        ("due", "29.6.2018"),
        ("due", "5/7/2018"),
        ("due", "31.6.2018"),
        ("due", "1.1.3018"),
        ("bodies", []),
        ("bodies", [999_999]),
        ("bodies", ["abc"]),
        ("groups", ["everybody"]),
        ("measures", [999_999]),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_stays(cast, sign_in, programme, field, typed):
    facts = {"title_en": "Trained people", "bodies": [cast.outside.pk]} | {field: typed}
    response = send(sign_in(cast.office), programme, "ask", **facts)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Trained people" in response.text
    assert (Inquiry.objects.count(), Mail.objects.count()) == (0, 0)


def test_a_measure_of_another_programme_is_refused(cast, sign_in, programme):
    other = make_measure(make_programme(), lead=cast.outside)
    response = send(sign_in(cast.office), programme, "ask", bodies=[cast.outside.pk], measures=[other.pk])
    assert list(response.context["form"].errors) == ["measures"]


def test_bodies_could_not_open_a_question_of_a_programme_that_is_not_published(cast, sign_in):
    hidden = make_programme(is_published=False)
    response = send(sign_in(cast.office), hidden, "ask", bodies=[cast.outside.pk])
    assert "not published" in response.context["form"].non_field_errors()[0]
    assert not Inquiry.objects.exists()


def test_posting_more_than_the_form_has_sets_nothing(cast, sign_in, programme):
    send(sign_in(cast.office), programme, "ask", bodies=[cast.outside.pk], n="99", closed_at="2018-06-30", asked_by="1")
    inquiry = Inquiry.objects.get()
    assert (inquiry.n, inquiry.closed_at, inquiry.asked_by) == (1, None, cast.office)


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("lead", 403), ("approver", 403), ("steering", 403), ("administrator", 403)],
)
def test_others_ask_nothing(cast, sign_in, programme, role, status):
    client = sign_in(cast.everyone()[role])
    assert client.get(address(programme)).status_code == status
    assert send(client, programme, "ask", bodies=[cast.outside.pk]).status_code == status
    assert not Inquiry.objects.exists()


def test_a_programme_that_there_is_not(cast, sign_in):
    assert sign_in(cast.office).get(reverse("updates:inquiry_new", args=["none"])).status_code == 404


def test_no_other_method(cast, sign_in, programme):
    assert sign_in(cast.office).put(address(programme)).status_code == 405


def test_queries_do_not_grow(cast, sign_in, programme, django_assert_num_queries):
    client = sign_in(cast.office)
    for size in (1, 8):
        for _ in range(size):
            make_measure(programme, lead=make_body(), partners=[make_body()])
        bodies = list(programme.measures.values_list("responsibilities__body", flat=True))
        with django_assert_num_queries(8):
            client.get(address(programme))
        with django_assert_num_queries(13):
            send(client, programme, "check", bodies=bodies)
