"""Sending through a real mail server that is away, hangs up, puts off and works again; and with several at once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.factories import at, make_body, make_measure, make_programme, make_round, make_user
from updates import outbox, reminders
from updates.models import Mail

HOME = Path(__file__).parents[2]
MONDAY = at(date(2018, 7, 2), 9)
READERS, KILLS = 12, 6


def make_readers(count=READERS):
    """So many coordinators, each of a body that leads a measure, in a round that is due in two weeks."""
    programme = make_programme()
    for n in range(count):
        body = make_body()
        make_measure(programme, f"1.{n}", lead=body)
        make_user(f"lukija{n}@example.org", seats=[("coordinator", body)])
    make_round(programme)


def received(server):
    return Counter(message["To"] for message in server.taken)


EVERYBODY = Counter({f"lukija{n}@example.org": 1 for n in range(READERS)})


@pytest.mark.django_db
@pytest.mark.parametrize("outage", [["away"], ["hangs up"], ["451"], ["away", "hangs up", "451", "550"]])
def test_after_two_hours_without_the_server_everything_arrives_once(mail_server, outage):
    make_readers()
    reminders.remind(MONDAY)
    for minutes in range(0, 120, 5):
        mail_server.become(outage[minutes * len(outage) // 120])
        now = MONDAY + timedelta(minutes=minutes)
        outbox.send(now)
        reminders.remind(now)
        outbox.send(now)
    assert mail_server.taken == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"waiting"}
    mail_server.become("works")
    for minutes in range(120, 190, 5):
        outbox.send(MONDAY + timedelta(minutes=minutes))
    assert received(mail_server) == EVERYBODY
    assert len(set(mail_server.ids())) == READERS
    assert set(Mail.objects.values_list("state", "fault")) == {("sent", "")}


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_a_few_times_not_for_every_mail(mail_server):
    make_readers()
    reminders.remind(MONDAY)
    mail_server.become("451")
    assert outbox.send(MONDAY) == outbox.Sent(waiting=3)
    assert mail_server.asked == 3
    assert Mail.objects.filter(tries=0).count() == READERS - 3


@pytest.mark.django_db
def test_the_fault_and_the_next_try_are_told(mail_server):
    make_readers(1)
    reminders.remind(MONDAY)
    mail_server.become("451")
    outbox.send(MONDAY)
    mail = Mail.objects.get()
    assert mail.fault == "SMTPDataError: (451, b'Not now, says the test')"
    assert MONDAY + timedelta(minutes=2) <= mail.next_try_at < MONDAY + timedelta(minutes=3)


@pytest.mark.django_db
def test_one_that_the_server_refuses_holds_up_no_other(mail_server):
    make_readers(2)
    reminders.remind(MONDAY)
    mail_server.refused = "lukija0@example.org"
    assert outbox.send(MONDAY) == outbox.Sent(sent=1, waiting=1)
    assert received(mail_server) == {"lukija1@example.org": 1}
    assert "550" in Mail.objects.get(to="lukija0@example.org").fault


@pytest.mark.django_db
def test_after_three_days_it_is_given_up(mail_server):
    make_readers(1)
    reminders.remind(MONDAY)
    mail_server.become("away")
    for hours in range(71):
        outbox.send(MONDAY + timedelta(hours=hours))
    assert Mail.objects.get().state == "waiting"
    outbox.send(MONDAY + timedelta(hours=73))
    mail = Mail.objects.get()
    assert (mail.state, mail.next_try_at, "ConnectionRefusedError" in mail.fault) == ("failed", None, True)
    mail_server.become("works")
    assert outbox.send(MONDAY + timedelta(hours=80)) == outbox.Sent()


@pytest.mark.django_db
def test_a_first_try_that_comes_late_is_not_the_last(mail_server):
    make_readers(1)
    reminders.remind(MONDAY)
    mail_server.become("away")
    outbox.send(MONDAY + timedelta(days=4))
    assert Mail.objects.get().state == "waiting"


@pytest.mark.django_db
def test_what_arrives_is_what_was_written(mail_server):
    make_readers(1)
    (mail,) = reminders.remind(MONDAY)[1]
    outbox.send(MONDAY)
    (message,) = mail_server.taken
    assert message["Subject"].strip() == mail.subject  # a long one begins on a line of its own
    assert message.get_body().get_content().replace("\r\n", "\n") == mail.text
    (calendar,) = message.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "etenee.ics")
    assert calendar.get_payload(decode=True) == mail.calendar.encode()


def command(server):
    """`remind` as a process of its own on the database of this test, its clock at Monday."""
    facts = connection.settings_dict
    url = f"sqlite:///{facts['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{facts['USER']}@{quote(facts['HOST'], safe='')}/{facts['NAME']}"
    mine = {"DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{server.port}", "ETENEE_TODAY": "2018-07-02"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "remind"],
        cwd=HOME, env=os.environ | mine, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_four_processes_at_once_send_nothing_twice(mail_server):
    make_readers()
    processes = [command(mail_server) for _ in range(4)]
    told = [process.communicate(timeout=120) for process in processes]
    assert [(process.returncode, fault) for process, (_, fault) in zip(processes, told, strict=True)] == [(0, b"")] * 4
    assert received(mail_server) == EVERYBODY
    assert set(Mail.objects.values_list("state", "tries")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_killed_while_sending_every_mail_arrives_and_a_double_can_be_told(mail_server):
    """At most one mail a kill was on its way: it is sent again with the Message-ID it had."""
    make_readers()
    mail_server.delay, chance = 0.1, random.Random(2018)
    for _kill in range(KILLS):
        before = len(mail_server.taken)
        process = command(mail_server)
        mail_server.wait_for(before + 1)
        time.sleep(chance.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    mail_server.delay = 0
    assert Mail.objects.count() == READERS
    later = Mail.objects.first().made_at + timedelta(minutes=30)
    while outbox.send(later).sent:
        later += timedelta(minutes=16)
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert set(received(mail_server)) == set(EVERYBODY)
    assert len(set(mail_server.ids())) == READERS
    assert len(mail_server.ids()) <= READERS + KILLS
