import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail as locmem
from django.db import transaction

from tests.factories import at, make_body, make_measure
from updates import outbox
from updates.models import Mail, MailItem, MailState

HOME = Path(__file__).parents[2]
MONDAY = at(date(2018, 7, 2))
SATURDAY = at(date(2018, 6, 30))


def write(key="link:1", kind="link", at=MONDAY, **facts):
    words = {"to": "reader@example.org", "language": "fi", "subject": "Aihe", "text": "Teksti"}
    return outbox.write(kind, key, **words | {"at": at} | facts)


@pytest.mark.django_db
def test_a_mail_waits_as_it_was_written(cast, measure):
    round = measure.programme.rounds.get()
    mail = write(
        about=[(cast.leading, measure), (cast.leading, None)],
        round=round,
        person=cast.lead,
        by=cast.office,
        calendar="X",
    )
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.next_try_at, mail.sent_at) == ("waiting", 0, None, None)
    assert (mail.to, mail.subject, mail.text, mail.calendar) == ("reader@example.org", "Aihe", "Teksti\n", "X")
    assert (mail.person, mail.made_by, mail.made_at, mail.round) == (cast.lead, cast.office, MONDAY, round)
    assert set(mail.items.values_list("round", "body", "measure")) == {
        (round.pk, cast.leading.pk, measure.pk), (round.pk, cast.leading.pk, None),
    }  # fmt: skip


def test_the_same_key_is_written_once_and_stays_as_it_was(db):
    assert write(subject="Ensimmäinen")
    assert write(subject="Toinen", about=[(make_body(), None)]) is None
    assert Mail.objects.get().subject == "Ensimmäinen"
    assert not MailItem.objects.exists()


def test_what_a_mail_is_about_is_named_once(db):
    body = make_body()
    measure = make_measure()
    about = [outbox.About(body, measure), (body, measure), (body, None), outbox.About(body)]
    assert write(about=about).items.count() == 2


def test_a_mail_goes_with_its_deed(db):
    with transaction.atomic():
        assert write()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_that_can_be_none(db, key):
    with pytest.raises(ValueError, match="key"):
        write(key)


def test_no_header_can_be_smuggled_in(db):
    write("a", subject="Aihe\r\nBcc: muu@example.org")
    write("b", to="reader@example.org\nCc: muu@example.org")
    outbox.send(MONDAY)
    (sent,) = locmem.outbox
    assert (sent.subject, sent.recipients()) == ("Aihe Bcc: muu@example.org", ["reader@example.org"])
    assert "Bcc" not in sent.message()
    assert Mail.objects.get(key="b").state == "failed"


def test_a_mail_is_sent_once_and_says_when(db):
    write()
    assert outbox.send(MONDAY) == outbox.Sent(sent=1)
    assert outbox.send(MONDAY + timedelta(days=1)) == outbox.Sent()
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, mail.fault) == ("sent", 1, "")
    assert MONDAY <= mail.sent_at < MONDAY + timedelta(minutes=1)
    assert len(locmem.outbox) == 1


def test_the_message(db, settings):
    settings.SITE_URL, settings.REPLY_TO_EMAIL = "https://etenee.example.fi", "toimisto@example.fi"
    write(language="sv", text="Hyvää päivää,\nnäin on.", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    outbox.send(MONDAY)
    (sent,) = locmem.outbox
    message = sent.message()
    assert (message["To"], message["Reply-To"], message["Auto-Submitted"], message["Content-Language"]) == (
        "reader@example.org", "toimisto@example.fi", "auto-generated", "sv",
    )  # fmt: skip
    assert message["Message-ID"] == outbox.message_id("link:1")
    assert message["Message-ID"].endswith("@etenee.example.fi>")
    assert sent.attachments == [("etenee.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")]
    assert b"BEGIN:VCALENDAR\r\nEND:VCALENDAR" in message.as_bytes(linesep="\r\n")


def test_without_a_place_for_answers_there_is_no_such_header(db):
    write()
    outbox.send(MONDAY)
    assert "Reply-To" not in locmem.outbox[0].message()


def test_every_mail_has_its_own_message_id(db):
    assert outbox.message_id("a") == outbox.message_id("a") != outbox.message_id("b")


def test_a_claimed_mail_is_nobody_elses_until_the_lease_is_over(db):
    write()
    first = outbox.claim(MONDAY)
    assert (first.state, first.tries) == ("sending", 1)
    assert outbox.claim(MONDAY + timedelta(minutes=14)) is None
    assert outbox.claim(MONDAY + timedelta(minutes=15)).tries == 2


def test_whoever_comes_back_late_tells_that_it_was_sent_but_not_that_it_failed(db):
    write()
    late = outbox.claim(MONDAY)
    mine = outbox.claim(MONDAY + timedelta(minutes=16))
    outbox._mark(late, MailState.WAITING, MONDAY + timedelta(minutes=17), OSError("slow"))
    assert (Mail.objects.get().state, Mail.objects.get().fault) == ("sending", "")
    outbox._mark(late, MailState.SENT, MONDAY + timedelta(minutes=18))
    outbox._mark(mine, MailState.WAITING, MONDAY + timedelta(minutes=19), OSError("slow"))
    assert Mail.objects.get().state == "sent"


def test_the_oldest_goes_first(db):
    write("a", at=MONDAY, to="toinen@example.org")
    write("b", at=SATURDAY, to="ensin@example.org")
    outbox.send(MONDAY)
    assert [message.to for message in locmem.outbox] == [["ensin@example.org"], ["toinen@example.org"]]


@pytest.mark.parametrize(("kind", "goes"), [("reminder", 0), ("escalation", 0), ("chase", 1), ("link", 1),
                                            ("question", 1), ("returned", 1)])  # fmt: skip
def test_on_a_day_off_goes_what_a_person_sends(db, kind, goes):
    write("a", kind, SATURDAY)
    assert outbox.send(SATURDAY).sent == goes
    assert outbox.send(MONDAY).sent == 1 - goes


@pytest.mark.parametrize("address", ["", "not an address", "a@b@c", "a@", "a@example.org,b@example.org"])
def test_an_address_that_no_server_takes_is_given_up_and_stops_nothing(db, address, mail_server):
    write("a", to=address)
    write("b")
    assert outbox.send(MONDAY) == outbox.Sent(sent=1, failed=1)
    assert [message["To"] for message in mail_server.taken] == ["reader@example.org"]
    assert Mail.objects.get(key="a").fault.startswith("ValueError: ")


def test_pauses_grow_to_an_hour():
    assert [outbox.pause(tries).seconds // 60 for tries in (1, 2, 3, 4, 5, 6, 7, 500)] == [2, 4, 8, 16, 32, 60, 60, 60]


def test_the_secret_of_a_link_is_kept_until_it_is_sent_and_no_longer(db):
    token = "aB3_" * 11
    mail = write(text=f"Hyväksy: https://example.org/{token}/")
    assert token in mail.text
    assert token not in outbox.without_secret(mail)
    outbox.send(MONDAY)
    assert token in locmem.outbox[0].body
    assert Mail.objects.get().text == "Hyväksy: https://example.org/…/\n"


def test_other_mails_keep_every_word(db):
    text = "https://example.org/" + "pitka-osoite-" * 6
    write("a", "chase", text=text)
    outbox.send(MONDAY)
    assert Mail.objects.get().text == text + "\n"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "console '' 25 False False"),
        ("smtp://mail.example.fi", "smtp 'mail.example.fi' 25 False False"),
        ("smtps://who:pass%40word@mail.example.fi", "smtp 'mail.example.fi' 465 True False"),
        ("smtp+tls://mail.example.fi:587", "smtp 'mail.example.fi' 587 False True"),
    ],
)
def test_the_server_is_named_by_an_address(url, said):
    program = (
        "from config import settings as s; print(s.EMAIL_BACKEND.split('.')[-2], repr(s.EMAIL_HOST), s.EMAIL_PORT,"
        " s.EMAIL_USE_SSL, s.EMAIL_USE_TLS)"
    )
    environment = os.environ | {"EMAIL_URL": url, "SECRET_KEY": "x" * 50}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOME, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said
