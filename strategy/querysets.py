"""Which programmes."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from actors import policy


class ProgrammeQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "ProgrammeQuerySet":
        """Published ones; every one for the office."""
        return self.all() if policy.rights(user, on).is_office else self.filter(is_published=True)

    def editable_by(self, user: Any, on: date) -> "ProgrammeQuerySet":
        """The office keeps programmes."""
        return self.all() if policy.rights(user, on).is_office else self.none()
