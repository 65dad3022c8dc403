"""The outbox: a mail is written as a row in the transaction of the deed that it tells of, and sent after its commit.

Sending is a step of its own (`send`, run by the command `remind`), which any number of machines may run at once. Each
row is claimed in a short transaction before anything is sent: it counts a try and gets a time, LEASE, by which whoever
claimed it has to be back. A server that fails leaves the row waiting, the next try 2, 4, 8 … minutes later and at most
an hour; a try that fails GIVEN_UP_AFTER the mail was written is the last, unless it is one of the first few.

A process can be killed between handing a message to the server and marking the row. Nobody can know then whether it
was sent, so there is a choice between never and perhaps twice. This outbox tries again once the lease is over: a claim
sends at most once, and every try bears the same Message-ID, made of the row's key, by which mail systems drop a double.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import localdate

from actors import wording
from updates import working_days
from updates.models import Mail, MailItem, MailKind, MailState, Round

LEASE = timedelta(minutes=15)
GIVEN_UP_AFTER, LEAST_TRIES = timedelta(days=3), 5
LONGEST_PAUSE = 60  # minutes
SECRET = re.compile(r"[\w-]{40,}")  # as secrets.token_urlsafe makes it
FAULTS_IN_A_ROW = 3  # then the server is down, and the rest waits for the next run


class About(NamedTuple):
    """What a mail is about, where it is found again: a body, and measure and round where it names one."""

    body: Any
    measure: Any = None
    round: Round | None = None


@dataclass
class Sent:
    """What became of the mails of one run."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


@transaction.atomic
def write(
    kind: str,
    key: str,
    to: str,
    language: str,
    subject: str,
    text: str,
    at: datetime,
    *,
    about: Iterable[tuple[Any, ...]] = (),
    round: Round | None = None,
    person: Any = None,
    by: Any = None,
    calendar: str = "",
) -> Mail | None:
    """Write a mail that is sent after the commit; None when one with the key has been written, which stays as it is.

    `kind` is a MailKind. `key` says what the mail is, at most 200 characters: "link:<id>", "question:<id>:<user>"; who
    writes the same again, or at the same time on another machine, gives the same key. `to` is one address, `person`
    the user it belongs to, where there is one; `subject` and `text` stand in `language`, the text whole with its
    greeting. `round` is the one it tells of, None where it tells of several. By `about` the office finds the mail: an
    About, or (body, measure or None), for each thing in it. `calendar` is an .ics (updates.calendar) to attach.
    Subject and address become one line each: no header can be smuggled in. Of a link the secret is wiped once the mail
    is sent or given up. Raises ValueError for a key too long.
    """
    if not 0 < len(key) <= 200:
        raise ValueError(f"the key of a mail has 1 to 200 characters: {key!r}")
    facts = {"kind": kind, "round": round, "to": wording.one_line(to), "person": person, "language": language}
    words = {"subject": wording.one_line(subject)[:250], "text": wording.clean(text) + "\n", "calendar": calendar}
    mail, is_new = Mail.objects.get_or_create(key=key, defaults=facts | words | {"made_at": at, "made_by": by})
    if not is_new:
        return None
    things = dict.fromkeys((each.round or round, each.body, each.measure) for each in (About(*each) for each in about))
    MailItem.objects.bulk_create(
        MailItem(mail=mail, round=of, body=body, measure=measure) for of, body, measure in things
    )
    return mail


def send(at: datetime) -> Sent:
    """Try every mail whose time has come; how many were sent, will be tried again, or are given up.

    `at` is the moment it begins; on a day off nothing is sent that goes out by itself.
    """
    began, connection, done, row_of_faults = time.monotonic(), get_connection(), Sent(), 0
    is_quiet = not working_days.is_working_day(localdate(at))

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    while row_of_faults < FAULTS_IN_A_ROW and (mail := claim(now(), is_quiet)):
        state = deliver(mail, connection, now)
        row_of_faults = 0 if state == MailState.SENT else row_of_faults + 1
        done.sent += state == MailState.SENT
        done.waiting += state == MailState.WAITING
        done.failed += state == MailState.FAILED
    close(connection)
    return done


@transaction.atomic
def claim(at: datetime, is_quiet: bool = False) -> Mail | None:
    """The oldest mail that may be tried, made ours until the lease is over; None when there is none. PostgreSQL passes
    over rows that another process is claiming, SQLite lets one transaction write at a time."""
    mail = Mail.objects.to_try(at, is_quiet).select_for_update(skip_locked=True, of=("self",)).first()
    if mail:
        mail.state, mail.tries, mail.next_try_at = MailState.SENDING, mail.tries + 1, at + LEASE
        mail.save()
    return mail


def deliver(mail: Mail, connection: Any, now: Callable[[], datetime]) -> str:
    """Hand a claimed mail to the server and mark what became of it: its new state."""
    try:
        message = compose(mail, connection)
        connection.open()
        message.send()
    except ValueError as fault:  # a header or an address that no server would take
        return _mark(mail, MailState.FAILED, now(), fault)
    except OSError as fault:  # the server, or the way to it; smtplib's own faults are among these
        close(connection)
        is_last = mail.tries >= LEAST_TRIES and now() - mail.made_at >= GIVEN_UP_AFTER
        return _mark(mail, MailState.FAILED if is_last else MailState.WAITING, now(), fault)
    return _mark(mail, MailState.SENT, now())


def close(connection: Any) -> None:
    """Hang up, whether or not the other end is still there; the next mail opens another connection."""
    with suppress(OSError):
        connection.close()


def compose(mail: Mail, connection: Any = None) -> EmailMessage:
    """The message as it goes out. Raises ValueError where it has no address or a header would break."""
    try:
        validate_email(mail.to)
    except ValidationError as fault:
        raise ValueError(f"no address: {mail.to!r}") from fault
    headers = {
        "Message-ID": message_id(mail.key),
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    message = EmailMessage(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        headers=headers,
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else None,
        connection=connection,
    )
    if mail.calendar:
        message.attach("etenee.ics", mail.calendar, "text/calendar")
    return message


def message_id(key: str) -> str:
    """The same for every try of a mail, and for no other mail of this site."""
    return f"<{short_hash(key)}@{site_host()}>"


def short_hash(text: str) -> str:
    """40 digits that stand for a text in a key: of two texts they are never the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def site_host() -> str:
    """The name of the site, without port."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: 2, 4, 8 … minutes, at most an hour."""
    return timedelta(minutes=min(2 ** min(tries, 10), LONGEST_PAUSE))


@transaction.atomic
def _mark(mail: Mail, state: MailState, at: datetime, fault: Exception | None = None) -> str:
    """What became of our claim. When the lease was over and another has claimed the mail since, that it was sent is
    still true and is kept; that it failed is theirs to tell."""
    row = Mail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    is_ours = row.state == MailState.SENDING and row.tries == mail.tries
    if row.state == MailState.SENT or not (is_ours or state == MailState.SENT):
        return state
    row.state, row.fault = state, one_line_of(fault) if fault else ""
    row.sent_at = at if state == MailState.SENT else None
    row.next_try_at = at + pause(row.tries) if state == MailState.WAITING else None
    if state != MailState.WAITING:
        row.text = without_secret(row)
    row.save()
    return state


def without_secret(mail: Mail) -> str:
    """The text as it may be read afterwards: what opens something in somebody's name stands in the mail alone."""
    return SECRET.sub("…", mail.text) if mail.kind == MailKind.LINK else mail.text


def one_line_of(fault: Exception) -> str:
    """A fault as the office reads it: its kind, and what the server said."""
    return wording.one_line(f"{type(fault).__name__}: {fault}")[:1000]
