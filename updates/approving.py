"""Approval by people without an account: a signed link that works once, and what its page may do."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from actors.models import User
from updates import outbox, owing
from updates.body_returns import BodyReturn, left_out
from updates.letters import absolute
from updates.models import Approval, ApprovalLink, MailKind, Return, Way, digest
from updates.return_forms import CommentForm, LinkForm, MessageForm

TURN_DOWN = (gettext_lazy("What should be mended"), gettext_lazy("The writers of your body read it."))


def forms(one: BodyReturn, today: date) -> dict[str, Any]:
    """The empty forms that the person may use on the page of the return."""
    if not one.is_with_approver:
        return {}
    found: dict[str, Any] = {"turn_down": CommentForm(None, *TURN_DOWN)} if one.may_approve else {}
    return found | ({"link": LinkForm(), "by_mail": MessageForm(today)} if one.may_write else {})


def writers(one: BodyReturn) -> list[str]:
    """The addresses of those who may not approve the return because they wrote in it; none of a body of one person."""
    if one.body.is_one_person or not one.row:
        return []
    return list(User.objects.filter(pk__in=one.row.writers(one.on)).values_list("email", flat=True))


@transaction.atomic
def send_link(
    row: Return,
    facts: dict[str, Any],
    text: str,
    by: Any,
    at: datetime,
    lasts: timedelta,
) -> ApprovalLink:
    """Write the mail with a link to the text as it is now, in the language of the page on which it is sent; links that
    were sent before for the return end."""
    for old in row.links.filter(used_at=None, expires_at__gt=at):
        old.expires_at = at
        old.save()
    token, language = ApprovalLink.token(), (get_language() or by.language)[:2]
    link = row.links.create(
        **{name: facts[name] for name in ("name", "title", "email", "seat")},
        language=language,
        token_sha256=hashed(token),
        text_sha256=digest(text),
        made_at=at,
        made_by=by,
        expires_at=at + lasts,
    )
    with override(language):
        address = absolute(reverse("updates:approval_link", args=[token]))
        owed = next(iter(owing.in_round(row.round, localdate(at), [row.body_id])), None)
        context = {"row": row, "link": link, "address": address, "by": by, "left_out": left_out(owed)}
        outbox.write(
            MailKind.LINK,
            f"link:{link.pk}",
            link.email,
            language,
            _("Approve the return of %(body)s, %(round)s") % {"body": row.body, "round": row.round.name},
            render_to_string("updates/mail/link.txt", context),
            at,
            round=row.round,
            by=by,
            about=[(row.body, None)],
        )
    return link


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> ApprovalLink | None:
    """The link of a token."""
    links = ApprovalLink.objects.select_related("of__round__programme", "of__body", "made_by")
    return links.filter(token_sha256=hashed(token)).first()


def as_read_by(link: ApprovalLink, on: date) -> BodyReturn:
    """The return as the holder of the link reads it: nothing can be written there."""
    return BodyReturn(link.of.round, link.of.body, AnonymousUser(), on)


def why_not(link: ApprovalLink, one: BodyReturn, at: datetime) -> str:
    """Why the link approves nothing any more; "" when it does."""
    if link.used_at:
        return _("This link has been used. It works once.")
    if not link.is_valid(at):
        return _("This link is no longer in force. Ask %(person)s for a new one.") % {"person": link.made_by}
    if not one.is_with_approver or digest(one.text) != link.text_sha256:
        words = _("The text has changed since the link was sent. Ask %(person)s for a new link.")
        return words % {"person": link.made_by}
    return ""


def by_link(link: ApprovalLink, one: BodyReturn) -> Approval:
    """The approval that the holder of the link gives."""
    return Approval(
        name=link.name, title=link.title, body_name=one.body.name, seat=link.seat, way=Way.LINK,
        recorded_by=link.made_by, sha256=link.text_sha256,
    )  # fmt: skip


def use(link: ApprovalLink, at: datetime) -> None:
    """The link has done its work."""
    link.used_at = at
    link.save()


@transaction.atomic
def turn_down(link: ApprovalLink, words: str, at: datetime) -> None:
    """The holder of the link sends the return back to its writers; the link has done its work."""
    link.of.turn_down(None, at, words, link.name)
    use(link, at)


def file_name(approval: Approval) -> str:
    """A plain file name for the message."""
    stem, _dot, ending = approval.message_name.rpartition(".")
    return f"{slugify(stem) or 'message'}.{slugify(ending) or 'bin'}"
