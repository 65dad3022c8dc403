import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_update
from updates import closing
from updates.models import FrozenRound, NotNow, Return, digest

ON = date(2018, 6, 20)


@pytest.fixture
def round(cast):
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    round = make_round(measure.programme)
    make_update(measure, round, state="submitted", done="kirjattu teksti")
    make_update(measure, round, cast.partnering, role="partner", done="luonnos jota kukaan ei antanut")
    return round


def test_the_copy_holds_every_answer_given_and_no_draft(cast, round):
    copy = closing.copy(closing.close(round, cast.office, at(ON)))
    assert [answer["texts"]["done"] for answer in copy["answers"]] == ["kirjattu teksti"]
    assert copy["drafts"] == ["2.2"]
    assert "luonnos jota kukaan ei antanut" not in FrozenRound.objects.get().text


def test_renaming_body_measure_and_round_changes_no_byte_of_the_copy(cast, round):
    text = closing.close(round, cast.office, at(ON)).text
    cast.leading.name_fi = "Uusi nimi"
    cast.leading.save()
    measure = round.programme.measures.get()
    measure.title_fi = "Uusi otsikko"
    measure.save()
    frozen = FrozenRound.objects.get()
    assert (frozen.text, frozen.sha256) == (text, digest(text))
    assert "LEAD suomeksi" in text


def test_nothing_is_written_returned_or_extended_after_it(cast, round):
    closing.close(round, cast.office, at(ON))
    update = round.updates.get(role="lead")
    for deed in (
        lambda: update.take_back(cast.lead, at(ON)),
        lambda: update.send_back(cast.office, at(ON), "syy"),
        lambda: Return.objects.get(body=cast.leading).extend(date(2018, 9, 1), "syy", cast.office, at(ON)),
    ):
        with pytest.raises(NotNow):
            deed()


def test_a_round_is_closed_once(cast, round):
    closing.close(round, cast.office, at(ON))
    with pytest.raises(NotNow):
        closing.close(round, cast.office, at(ON))


def test_what_the_office_accepted_is_still_published_after_closing(cast, round):
    closing.close(round, cast.office, at(ON))
    update = round.updates.get(role="lead")
    update.publish(cast.office, at(ON))
    assert update.state == "published"


def test_the_office_closes_after_reading_what_is_open_and_takes_the_copy(cast, sign_in, round):
    where = [round.programme.slug, round.slug]
    client, url = sign_in(cast.office), reverse("updates:round_close", args=where)
    assert "PART" in client.get(url).text
    assert client.get(reverse("updates:round_copy", args=where)).status_code == 404
    client.post(url)
    response = client.get(reverse("updates:round_copy", args=where))
    assert response.json()["format"] == "etenee-round/1"


@pytest.mark.parametrize("role", ["lead", "approver", "steering", "administrator"])
def test_others_do_not_close(cast, sign_in, round, role):
    url = reverse("updates:round_close", args=[round.programme.slug, round.slug])
    assert sign_in(cast.everyone()[role]).post(url).status_code == 403
    assert not FrozenRound.objects.exists()


def test_the_body_reads_why_it_cannot_write(cast, sign_in, round, page_of):
    closing.close(round, cast.office, at(ON))
    measure = round.programme.measures.get()
    response = sign_in(cast.partner).get(page_of("update_form", cast.partnering, measure))
    assert "was closed for good on 20 June 2018" in response.text


@pytest.fixture
def close_url(round):
    return reverse("updates:round_close", args=[round.programme.slug, round.slug])


def words(response):
    """The page as it reads, tags and line breaks as blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_before_closing_every_body_stands_with_what_it_has_not_given(cast, sign_in, round, close_url):
    make_measure(round.programme, "2.3", lead=cast.leading)
    make_measure(round.programme, "2.9", lead=cast.partnering)
    make_measure(round.programme, "8.2")
    make_measure(round.programme, "2.4", lead=cast.outside)
    (row,) = round.returns.hold(round, [cast.outside])
    row.excuse("ei tehtäviä", cast.office, at(ON))
    before = sign_in(cast.office).get(close_url).context["before"]
    found = {each.line.body.key: [(state.word, state.codes) for state in each.states] for each in before.left}
    assert found == {"LEAD": [("Not begun", ["2.3"])], "PART": [("Not begun", ["2.9"]), ("Draft", ["2.2"])]}
    assert [(state.word, state.codes) for state in before.own] == [("Not begun", ["8.2"])]


def test_before_closing_the_office_reads_that_it_is_for_good_and_what_still_runs(cast, sign_in, round, close_url):
    (row,) = round.returns.hold(round, [cast.partnering])
    row.extend(date(2018, 8, 1), "loma", cast.office, at(ON))
    round.updates.get(role="lead").accept(cast.office, at(ON))
    text = words(sign_in(cast.office).get(close_url))
    for told in (
        "Closing a round for good cannot be undone.",
        "15 days are left to the due day, 15 July 2018.",
        "PART has more time until 1 August 2018.",
        "1 accepted answer is not published.",
        "Draft: 2.2",
    ):
        assert told in text


def test_after_the_due_day_and_after_more_time_nothing_runs(cast, sign_in, round, close_url, settings):
    (row,) = round.returns.hold(round, [cast.partnering])
    row.extend(date(2018, 8, 1), "loma", cast.office, at(ON))
    client = sign_in(cast.office)
    settings.TODAY = date(2018, 7, 15)
    assert "Answers are due today, and today is not late." in words(client.get(close_url))
    settings.TODAY = date(2018, 8, 2)
    text = words(client.get(close_url))
    assert "left to the due day" not in text
    assert "more time until" not in text


def test_who_can_write_no_more_is_named_all_the_same(cast, sign_in, round, close_url, settings):
    round.closes = date(2018, 7, 20)
    round.save()
    settings.TODAY = date(2018, 7, 21)
    assert [each.line.body.key for each in sign_in(cast.office).get(close_url).context["before"].left] == ["PART"]
