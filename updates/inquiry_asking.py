"""Asking an urgent question: whom it reaches, and the mail to each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from actions.models import Measure
from actors.models import Body, Role, Seat, User
from actors.wording import one_line
from updates import calendar, outbox
from updates.letters import absolute, name, tidy
from updates.models import Inquiry, InquiryAnswer, MailKind
from updates.models.inquiries import places


@dataclass
class Recipient:
    """A body that is asked: the measures it answers for (none: it answers once), who writes and who signs off."""

    body: Body
    measures: list[Measure] = field(default_factory=list)
    coordinators: list[User] = field(default_factory=list)
    approvers: list[User] = field(default_factory=list)


def recipients(bodies: Sequence[Body], measures: Sequence[Measure], on: date) -> list[Recipient]:
    """Whom a question reaches on the day, in the order of the bodies. Two queries."""
    found = {body.pk: Recipient(body) for body in bodies}
    for body, measure in places(bodies, measures, on):
        found[body.pk].measures += [measure] if measure else []
    held = Seat.objects.in_force(on).filter(body__in=found, user__is_active=True).select_related("user")
    for seat in held.order_by("user__name", "user__email", "pk"):
        recipient = found[seat.body_id]
        if seat.role == Role.COORDINATOR:
            recipient.coordinators.append(seat.user)
        elif seat.role in {Role.APPROVER, Role.DEPUTY}:
            recipient.approvers.append(seat.user)
    return list(found.values())


@transaction.atomic
def ask(inquiry: Inquiry, bodies: Sequence[Body], measures: Sequence[Measure], by: Any, at: datetime) -> Inquiry:
    """Ask the bodies, and write one mail to each of their coordinators. Of a form that was sent before nothing is asked
    and nothing is written: returns the question that it asked then, not `inquiry`."""
    asked = inquiry.ask(bodies, measures, by, at)
    if asked is not inquiry:
        return asked
    by_person: dict[User, list[Recipient]] = {}
    for recipient in recipients(bodies, measures, localdate(at)):
        for person in recipient.coordinators:
            by_person.setdefault(person, []).append(recipient)
    for person, own in by_person.items():
        _write(asked, person, own, f"inquiry:{asked.pk}:{person.pk}", by, at)
    return asked


@transaction.atomic
def send_for_sign_off(inquiry: Inquiry, body: Body, rows: Iterable[InquiryAnswer], by: Any, at: datetime) -> None:
    """Mark the body's answers as whole, as they are in `rows`, and write to its approvers. Raises as Inquiry.give."""
    versions = {row.pk: row.version for row in rows}
    inquiry.mark_ready(body, versions, by, at)
    [recipient] = recipients([body], [], localdate(at))
    for person in recipient.approvers:
        key = f"inquiry:{inquiry.pk}:{person.pk}:sign-off:{body.pk}:{sum(versions.values())}"
        _write(inquiry, person, [recipient], key, by, at, is_sign_off=True)


def _write(
    inquiry: Inquiry, person: User, own: list[Recipient], key: str, by: Any, at: datetime, is_sign_off: bool = False
) -> None:
    """One mail to one person in their language, about all of their bodies."""
    with override(person.language):
        day = date_format(inquiry.due, "SHORT_DATE_FORMAT")
        told = {"title": one_line(inquiry.title), "day": day, "body": name(own[0].body)}
        subject = gettext("Question to be answered by %(day)s: %(title)s") % told
        if is_sign_off:
            subject = gettext("The answer of %(body)s waits for your sign-off: %(title)s") % told
        urls = [absolute(_address(inquiry, each.body, is_sign_off)) for each in own]
        context = {
            "inquiry": inquiry,
            "day": day,
            "is_sign_off": is_sign_off,
            "bodies": [_block(each, url) for each, url in zip(own, urls, strict=True)],
            "site": outbox.site_host(),
        }
        text = tidy(render_to_string("updates/mail/inquiry.txt", context))
        uid = f"inquiry-{inquiry.pk}@{outbox.site_host()}"
        due = calendar.DueDay(uid, inquiry.due, subject, str(inquiry.title), urls[0])
        days = [due] if inquiry.due >= localdate(at) else []
        about = [outbox.About(each.body, measure) for each in own for measure in (*each.measures,) or (None,)]
        outbox.write(
            MailKind.QUESTION, key, person.email, person.language, subject, text,
            at=at, about=about, person=person, by=by, calendar=calendar.write(days, at),
        )  # fmt: skip


def _address(inquiry: Inquiry, body: Body, is_sign_off: bool) -> str:
    return inquiry.get_absolute_url() if is_sign_off else inquiry.address("updates:inquiry_answer", body.slug)


def _block(recipient: Recipient, url: str) -> dict[str, Any]:
    """One body as the template takes it."""
    full = recipient.body.name if recipient.body.abbreviation else ""
    return {
        "name": " ".join(filter(None, (name(recipient.body), full))),
        "measures": [one_line(f"{measure.code} {measure.label}") for measure in recipient.measures],
        "url": url,
    }
