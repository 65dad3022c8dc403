from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from actions.models import ScheduleItem, Standing
from tests.factories import make_measure, make_programme, make_schedule_item

TODAY = date(2018, 6, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    one = make_measure(make_programme("ohjelma"), "1.1", lead=cast.leading)
    return make_schedule_item(one, 1, text_fi="vaalien jälkeen 2018", kind="none")


@pytest.fixture
def url(item):
    with override("en"):
        return reverse("actions:schedule_reading", args=["ohjelma", "1.1", 1])


def now(item):
    item.refresh_from_db()
    return item.kind, item.edtf, item.earliest, item.latest, item.is_corrected


def test_the_office_is_shown_the_words_and_how_they_are_read(sign_in, cast, url):
    page = sign_in(cast.office).get(url).content.decode()
    assert "vaalien jälkeen 2018" in page
    assert "Read now as: not read" in page
    assert 'name="anew"' not in page


@pytest.mark.parametrize("role", ["lead", "partner", "outsider", "approver", "steering", "administrator"])
def test_others_do_not_correct(sign_in, cast, url, item, role):
    client = sign_in(getattr(cast, role))
    assert client.get(url).status_code == 403
    assert client.post(url, {"kind": "by", "edtf": "../2018-12-31"}).status_code == 403
    assert now(item)[0] == "none"


def test_a_visitor_is_sent_to_sign_in(client, url):
    assert client.get(url).url.startswith("/en/accounts/login/")


@pytest.mark.parametrize(
    "path", ["ohjelma/measures/1.1/schedule/2/", "ohjelma/measures/9.9/schedule/1/", "x/measures/1.1/schedule/1/"]
)
def test_what_is_not_there_is_not_found(sign_in, cast, url, path):
    assert sign_in(cast.office).get(f"/en/{path}").status_code == 404


def test_an_item_that_has_ended_is_not_found(sign_in, cast, url, item):
    ScheduleItem.objects.update(until=date(2018, 6, 29))
    assert sign_in(cast.office).get(url).status_code == 404


def test_a_correction_is_kept_with_its_days_its_history_and_its_due_day(sign_in, cast, url, item):
    response = sign_in(cast.office).post(url, {"kind": "by", "edtf": "../2018-12-31"})
    assert response.url == "/en/ohjelma/measures/1.1/"
    assert now(item) == ("by", "../2018-12-31", None, date(2018, 12, 31), True)
    assert item.text_fi == "vaalien jälkeen 2018"
    assert (item.history.count(), item.history.first().history_user) == (2, cast.office)
    assert {standing.due for standing in Standing.objects.filter(measure=item.measure, until=None)} == {
        date(2018, 12, 31)
    }


@pytest.mark.parametrize(
    ("kind", "edtf", "days"),
    [
        ("date", "2018-12-31", (date(2018, 12, 31), date(2018, 12, 31))),
        ("month", "2018-12", (date(2018, 12, 1), date(2018, 12, 31))),
        ("season", "2018-23", (date(2018, 9, 1), date(2018, 11, 30))),
        ("year", "2018", (date(2018, 1, 1), date(2018, 12, 31))),
        ("range", "2018-02/2019-01", (date(2018, 2, 1), date(2019, 1, 31))),
        ("from", "2019/..", (date(2019, 1, 1), None)),
        ("continuous", "", (None, None)),
        ("conditional", "2018-05/2018-08", (date(2018, 5, 1), date(2018, 8, 31))),
        ("none", "", (None, None)),
    ],
)
def test_every_kind_may_be_set(sign_in, cast, url, item, kind, edtf, days):
    assert sign_in(cast.office).post(url, {"kind": kind, "edtf": edtf}).status_code == 302
    assert now(item) == (kind, edtf, *days, True)


@pytest.mark.parametrize(
    ("kind", "edtf", "words"),
    [
        ("by", "31.12.2018", "Write the days of the kind “by” in this form: ../2018-12-31."),
        ("by", "2018-12-31", "in this form: ../2018-12-31."),
        ("date", "", "in this form: 2018-12-31."),
        ("month", "2018-23", "in this form: 2018-12."),
        ("season", "2018-12", "in this form: 2018-23."),
        ("continuous", "../2018-12-31", "in this form: 2019/.."),
        ("none", "2018", "An unread schedule has no days."),
        ("date", "2018-02-30", "“2018-02-30” can't be read as days."),
        ("range", "2019/2018", "“2019/2018” can't be read as days."),
        ("year", "0018", "“0018” can't be read as days."),
        ("sometimes", "2018", "sometimes is not one of the available choices"),
    ],
)  # fmt: skip
def test_a_wrong_reading_is_told_and_changes_nothing(sign_in, cast, url, item, kind, edtf, words):
    response = sign_in(cast.office).post(url, {"kind": kind, "edtf": edtf})
    assert response.status_code == 200
    told = [str(text) for errors in response.context["form"].errors.values() for text in errors]
    assert words in told[0]
    assert now(item) == ("none", "", None, None, False)


def test_a_correction_is_forgotten_and_the_words_are_read_anew(sign_in, cast, url, item):
    client = sign_in(cast.office)
    client.post(url, {"kind": "continuous", "edtf": ""})
    assert 'name="anew"' in client.get(url).content.decode()
    ScheduleItem.objects.update(text_fi="31.12.2018 mennessä")
    assert client.post(url, {"anew": ""}).status_code == 302
    assert now(item) == ("by", "../2018-12-31", None, date(2018, 12, 31), False)
