"""A round that is closed for good takes nothing more, whoever read it before, and says so."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_update
from updates import closing
from updates.models import Assessment, NotNow, Round, Update

DAY = at(date(2018, 6, 30))


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


def close(round):
    closing.close(Round.objects.get(pk=round.pk), None, DAY)


def read_before_closing(update):
    """The answer with its round, as a request read them before the round was closed."""
    stale = Update.objects.select_related("round").get(pk=update.pk)
    close(update.round)
    return stale


def test_a_save_that_waited_for_the_closing_is_refused(measure, round):
    stale = read_before_closing(make_update(measure))
    with pytest.raises(NotNow, match="frozen"):
        stale.write(stale.words() | {"done": "myöhässä"}, {}, stale.version, stale.saved_by, DAY)
    assert Update.objects.get().done != "myöhässä"


def test_so_it_is_of_an_answer_that_nobody_leads(cast, measure, round):
    stale = read_before_closing(make_update(make_measure(measure.programme, "8.2"), round, cast.ministry))
    with pytest.raises(NotNow, match="frozen"):
        stale.write(stale.words() | {"done": "myöhässä"}, {}, stale.version, stale.saved_by, DAY)


@pytest.mark.parametrize(
    "deed",
    [
        lambda update: update.translate("sv", "ny", None, DAY, update.version),
        lambda update: update.confirm_language("sv", DAY, update.version),
        lambda update: update.publish_language({"en": "new"}, None, DAY),
        lambda update: update.assess("at_risk", "syy", None, DAY),
        lambda update: update.withdraw(None, DAY) or update.publish(None, DAY, public={"en": "new"}),
    ],
    ids=["translate", "confirm", "publish a language", "assess", "publish with a new text"],
)
def test_no_text_of_it_is_changed_or_added(measure, round, deed):
    stale = read_before_closing(make_update(measure, state="published", public_fi="julki", public_sv="ut"))
    with pytest.raises(NotNow, match="frozen"):
        deed(stale)
    update = Update.objects.get()
    assert (update.public_sv, update.public_en, Assessment.objects.count()) == ("ut", "", 0)


@pytest.mark.parametrize("lead", [True, False], ids=["led", "nobody leads"])
def test_the_office_returns_nothing_of_it_and_is_told_why(cast, sign_in, measure, round, lead):
    asked = measure if lead else make_measure(measure.programme, "8.2")
    stale = read_before_closing(make_update(asked, round, cast.leading if lead else cast.ministry, state="submitted"))
    client = sign_in(cast.office)
    page = client.post(reverse("updates:update_send_back", args=[stale.pk]), {"words": "lisää"}, follow=True)
    assert "was closed for good on 30 June 2018" in page.text
    assert Update.objects.get().state == "submitted"
    send_back = reverse("updates:update_send_back", args=[stale.pk])
    assert send_back not in client.get(reverse("updates:update_review", args=[stale.pk])).text


def test_settings_that_were_read_before_do_not_open_it_again(round):
    stale = Round.objects.get(pk=round.pk)
    close(round)
    stale.due = date(2018, 8, 1)
    with pytest.raises(NotNow, match="frozen"):
        stale.announce()
    now = Round.objects.get()
    assert (now.frozen_at is not None, now.due) == (True, round.due)


def test_the_back_office_shows_it_and_changes_nothing(cast, sign_in, round):
    close(round)
    client, address = sign_in(cast.office), reverse("admin:updates_round_change", args=[round.pk])
    assert client.post(address, {"name_fi": "Toinen nimi"}).status_code == 403
    assert Round.objects.get().name_fi == round.name_fi
