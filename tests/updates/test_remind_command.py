from datetime import date
from io import StringIO

import pytest
from django.core import mail as locmem
from django.core.management import call_command

from tests.factories import at, make_body, make_measure
from updates import outbox
from updates.models import Mail


@pytest.fixture(autouse=True)
def an_english_terminal(monkeypatch, settings):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    settings.TODAY = date(2018, 7, 2)
    settings.SITE_URL = "https://etenee.example.fi"


def remind(*options):
    out = StringIO()
    call_command("remind", *options, stdout=out)
    return out.getvalue()


def test_it_writes_and_sends_and_says_so(cast, measure):
    told = remind()
    assert [message.to for message in locmem.outbox] == [["lead@example.org"], ["partner@example.org"]]
    assert "lead@example.org: 1 measure waits for an answer by 15 July 2018" in told
    assert "2 reminders" in told
    assert "Mails: 2 sent, 0 to be tried again, 0 given up." in told
    assert "SITE_URL" not in told


def test_a_second_run_sends_nothing(cast, measure):
    remind()
    told = remind()
    assert len(locmem.outbox) == 2
    assert "0 reminders" in told
    assert "Mails: 0 sent" in told


def test_a_dry_run_prints_every_mail_and_changes_nothing(cast, measure):
    told = remind("--dry-run")
    assert "partner@example.org (en)" in told
    assert "Toimenpide 2.2" in told
    assert "2 reminders" in told
    assert not Mail.objects.exists()
    assert locmem.outbox == []


def test_another_day(cast, measure):
    remind("--on", "2018-07-18")
    assert {message.to[0] for message in locmem.outbox} == {
        "lead@example.org", "partner@example.org", "approver@example.org",
    }  # fmt: skip
    assert {mail.made_at.date() for mail in Mail.objects.all()} == {date(2018, 7, 18)}


def test_on_a_day_off_nothing_is_written_and_a_dry_run_tells_of_the_next(cast, measure):
    assert "0 reminders" in remind("--on", "2018-07-01")
    assert not Mail.objects.exists()
    told = remind("--on", "2018-07-01", "--dry-run")
    assert "Nothing goes out on a day off. On 2 July 2018 it will be this, as things stand:" in told
    assert "2 reminders" in told


def test_what_was_left_over_is_sent_too(cast, measure):
    outbox.write("link", "link:1", "who@example.org", "fi", "Aihe", "Teksti", at(date(2018, 7, 1)))
    remind("--on", "2018-07-03")
    assert "who@example.org" in {message.to[0] for message in locmem.outbox}


def test_bodies_with_nobody_to_remind_are_listed(cast, measure):
    for key in ("YKSIN", "ERIN"):
        make_measure(measure.programme, lead=make_body(key))
    told = remind()
    assert "Round Kierros kevat-2018: these bodies owe answers and have no coordinator to remind: ERIN, YKSIN." in told


def test_links_to_localhost_are_told_of(cast, measure, settings):
    settings.SITE_URL = "http://localhost"
    assert "Set SITE_URL to the address of the site." in remind()
