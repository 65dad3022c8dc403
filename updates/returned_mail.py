"""Returning an answer to be completed: the deed, and the mail to those who write it.

Nothing of the answer stands in the mail, nor the comment with which it was returned: the page has those.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from actors.models import Role, Seat, User
from actors.wording import one_line
from updates import outbox
from updates.letters import absolute, name, tidy
from updates.models import MailKind, Return, Update


@transaction.atomic
def send_back(update: Update, by: Any, at: datetime, words: str) -> None:
    """The office returns the answer with a comment, and every coordinator of its bodies gets one mail. Raises as
    Update.send_back."""
    update.send_back(by, at, words)
    for person, own in writers(update, localdate(at)).items():
        _write(update, person, own, by, at)


def writers(update: Update, on: date) -> dict[User, list[Return]]:
    """The coordinators of the bodies in whose returns the answer is, each with the returns of their own bodies. Two
    queries. Nobody where the office itself answers."""
    rows = update.round.returns.filter(body__in=update.owners(on)).select_related("body", "round")
    returns = {row.body_id: row for row in rows.order_by("body__sort_key", "pk")}
    held = Seat.objects.in_force(on).filter(body__in=returns, role=Role.COORDINATOR, user__is_active=True)
    found: dict[User, list[Return]] = {}
    for seat in held.select_related("user").order_by("user__email", "body__sort_key", "pk"):
        found.setdefault(seat.user, []).append(returns[seat.body_id])
    return found


def _write(update: Update, person: User, own: list[Return], by: Any, at: datetime) -> None:
    """One mail to one person in their language. The key tells the version and when it had been submitted: the same
    text may be given and returned again."""
    given = int(update.submitted_at.timestamp()) if update.submitted_at else 0
    last = max(own, key=lambda row: row.last_day)
    with override(person.language):
        measure = one_line(f"{update.measure.code} {update.measure.label}")
        where = [update.measure.programme.slug, update.measure.code, last.body.slug]
        context = {
            "bodies": ", ".join(name(row.body) for row in own),
            "measure": measure,
            "round": one_line(update.round.name),
            "programme": one_line(str(update.measure.programme)),
            "until": until(last, localdate(at)),
            "url": absolute(reverse("updates:update_form", args=where)),
            "site": outbox.site_host(),
        }
        outbox.write(
            MailKind.RETURNED, f"returned:{update.pk}:{update.version}:{given}:{person.pk}",
            person.email, person.language, _("Returned to be completed: %(measure)s") % {"measure": measure},
            tidy(render_to_string("updates/mail/returned.txt", context)), at,
            about=[(row.body, update.measure) for row in own], round=update.round, person=person, by=by,
        )  # fmt: skip


def until(row: Return, on: date) -> str:
    """By which day the body is to complete it, or what hinders it."""
    if row.lock(on):
        return _("Nothing can be written now: the round has closed. Ask the programme office for more time.")
    is_past = row.last_day < on
    words = _("It was due on %(day)s; late answers are taken.") if is_past else _("Complete it by %(day)s.")
    return words % {"day": date_format(row.last_day, "SHORT_DATE_FORMAT")}
