"""Which bodies, which seats."""

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from actors import policy, wording


class DatedQuerySet(QuerySet):
    """Rows with `since` and `until`, the first and the last day in force; an empty end is open."""

    def in_force(self, on: date) -> Self:
        """In force on the day: both ends count."""
        return self.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))


class BodyQuerySet(DatedQuerySet):
    def visible_to(self, user: Any, on: date) -> "BodyQuerySet":
        """Bodies are public."""
        return self.all()

    def named(self, words: str) -> "BodyQuerySet":
        """Every word is found in the abbreviation, a name or an alias, in any case and any of the languages."""
        found = self
        for word in wording.fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def unchecked(self) -> "BodyQuerySet":
        """Bodies that an import made and no administrator has looked at."""
        return self.filter(is_checked=False)


class UserQuerySet(QuerySet):
    def named(self, words: str) -> "UserQuerySet":
        """Every word is found in the name or the e-mail, in any case; no words find everybody."""
        found = self
        for word in wording.fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def editable_by(self, rights: policy.Rights) -> "UserQuerySet":
        """Administrators keep everybody; the office all but administrators and the office."""
        if rights.is_administrator:
            return self.all()
        below = self.exclude(seats__role__in=("administrator", "office")).exclude(is_superuser=True)
        return below if rights.is_office else self.none()


class SeatQuerySet(DatedQuerySet):
    def endable_by(self, rights: policy.Rights) -> "SeatQuerySet":
        """Administrators end any seat; the office those that it may give."""
        if rights.is_administrator:
            return self.all()
        given = ("coordinator", "approver", "deputy", "steering")
        return self.filter(role__in=given) if rights.is_office else self.none()

    def of(self, user: Any) -> "SeatQuerySet":
        """The seats of one person."""
        return self.filter(user=user)
